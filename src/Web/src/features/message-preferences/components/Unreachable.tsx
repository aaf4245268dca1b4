import { useTranslation } from "react-i18next";
import { Alert, LinkButton } from "@/components/ui";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import type { Kind } from "../model/preferences";
import { ownerKeepsEmail, unreachableBy } from "../model/reach";

/** Which of the chosen channels lead nowhere, and where that is mended. */
export function Unreachable({ kinds }: { kinds: readonly Kind[] }) {
  const { t } = useTranslation("message-preferences");
  const me = useMe();
  return unreachableBy(kinds, me).map((why) => (
    <Alert
      key={why}
      tone="warn"
      title={t(`unreachable.${why}`)}
      actions={
        <LinkButton size="sm" variant="secondary" to={paths.account}>
          {t(why === "no_email" ? "unreachable.toAccount" : "unreachable.toPhone")}
        </LinkButton>
      }
    >
      {why === "no_email"
        ? t(ownerKeepsEmail(me) ? "address.byOwner" : "address.byVendor")
        : t("unreachable.phoneText")}
    </Alert>
  ));
}
