import { useTranslation } from "react-i18next";
import { Card, KeyValue, LinkButton } from "@/components/ui";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { addressOf, ownerKeepsEmail } from "../model/reach";

/** Where messages go, and who can change it. */
export function AddressCard() {
  const { t } = useTranslation("message-preferences");
  const me = useMe();
  return (
    <Card title={t("address.title")}>
      <KeyValue
        items={[
          { label: t("address.phone"), value: addressOf(me.phone) ?? t("address.none") },
          { label: t("address.email"), value: addressOf(me.email) ?? t("address.none") },
        ]}
      />
      <p className="mt-3 mb-4 text-sm text-muted">{t(ownerKeepsEmail(me) ? "address.byOwner" : "address.byVendor")}</p>
      <LinkButton variant="secondary" to={paths.account}>
        {t("address.change")}
      </LinkButton>
    </Card>
  );
}
