import { useTranslation } from "react-i18next";
import { Card, KeyValue, QueryState } from "@/components/ui";
import { useMe } from "@/lib/session/useSession";
import { usePhone } from "../api/usePhone";

/** Where SMS and WhatsApp messages go, and who can change it. */
export function PhoneCard() {
  const { t } = useTranslation("message-preferences");
  const me = useMe();
  const query = usePhone();
  const mayLook = me.role === "owner" || me.role === "admin";
  return (
    <Card title={t("address.title")}>
      {mayLook ? (
        <QueryState query={query}>
          <KeyValue
            items={[
              { label: t("address.phone"), value: query.data?.phone ?? t("address.none") },
              { label: t("address.email"), value: query.data?.email ?? t("address.none") },
            ]}
          />
        </QueryState>
      ) : (
        <KeyValue items={[{ label: t("address.email"), value: me.email ?? t("address.none") }]} />
      )}
      <p className="mt-3 text-sm text-muted">
        {t(me.role === "staff" || me.role === "customer" ? "address.byOwner" : "address.byVendor")}
      </p>
    </Card>
  );
}
