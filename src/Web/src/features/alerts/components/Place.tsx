import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { WorkshopLink } from "@/components/admin";
import type { Alert } from "@/lib/alerting/types";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";

/** Where an alert is: its pit, which leads there, and for the vendor whose it is. */
export function Place({ alert }: { alert: Alert }) {
  const { t } = useTranslation("alerting");
  const isAdmin = useMe().role === "admin";
  const name = alert.pit_name ?? alert.pit_code ?? alert.device_id;
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2">
      {alert.pit_id === null ? (
        <span className="break-all">{name ?? t("vendor")}</span>
      ) : (
        <Link
          to={paths.pit.of(alert.pit_id)}
          className="inline-flex min-h-touch min-w-touch items-center break-words underline decoration-line-strong underline-offset-4"
        >
          {name}
        </Link>
      )}
      {isAdmin && alert.workshop_id !== null && <WorkshopLink id={alert.workshop_id} />}
    </span>
  );
}
