import { useTranslation } from "react-i18next";
import { Alert, Button } from "@/components/ui";
import { useOnline } from "@/lib/online";
import { takeNewVersion, useNewVersion } from "@/lib/pwa";
import { useSession } from "@/lib/session/useSession";

/** What concerns every page: no network, a suspended workshop, a newer version. */
export function Banners() {
  const { t } = useTranslation("shell");
  const online = useOnline();
  const session = useSession();
  const newer = useNewVersion();
  const suspended = session.kind === "signed_in" && session.me.workshop_status === "suspended";
  const household = session.kind === "signed_in" && session.me.tenant_kind === "household";
  const unreachable = session.kind === "signed_in" && session.standing === "unreachable";
  if (online && !suspended && !newer && !unreachable) return null;
  return (
    <div className="grid gap-2 px-3 pt-3 sm:px-6">
      {!online && (
        <Alert tone="warn" title={t("offline.title")}>
          {t("offline.text")}
        </Alert>
      )}
      {online && unreachable && (
        <Alert tone="warn" title={t("unreachable.title")}>
          {t("unreachable.text")}
        </Alert>
      )}
      {suspended && (
        <Alert tone="bad" title={t(household ? "suspended.householdTitle" : "suspended.title")}>
          {t("suspended.text")}
        </Alert>
      )}
      {newer && (
        <Alert
          tone="accent"
          title={t("newVersion.title")}
          actions={<Button onClick={takeNewVersion}>{t("newVersion.take")}</Button>}
        >
          {t("newVersion.text")}
        </Alert>
      )}
    </div>
  );
}
