import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { SeverityBadge, StatusBadge, useAlertWords } from "@/components/alerting";
import { Age } from "@/components/device";
import { Card } from "@/components/ui";
import { type Alert, rankOf } from "@/lib/alerting/types";
import { useActiveAlerts } from "@/lib/alerting/useActiveAlerts";
import { paths } from "@/lib/paths";

/** What is wrong in the pit now; nothing when nothing is. */
export function PitAlerts({ pitId }: { pitId: number }) {
  const { t } = useTranslation("pits");
  const words = useAlertWords();
  const own = (alerts: readonly Alert[]) =>
    alerts.filter((alert) => alert.pit_id === pitId).sort((a, b) => rankOf(a.severity) - rankOf(b.severity));
  const alerts = useActiveAlerts(own).data ?? [];
  if (alerts.length === 0) return null;
  return (
    <Card title={t("alert.here")}>
      <ul className="divide-y divide-line text-sm">
        {alerts.map((alert) => (
          <li key={alert.alert_id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <SeverityBadge severity={alert.severity} />
            <Link
              to={paths.alert.of(alert.alert_id)}
              className="inline-flex min-h-touch min-w-touch items-center break-words underline decoration-line-strong underline-offset-4"
            >
              {words.typeOf(alert.alert_type)}
            </Link>
            <span>{words.readingOf(alert)}</span>
            <span className="ms-auto flex flex-wrap items-center gap-2 text-muted">
              <Age at={alert.raised_at} />
              <StatusBadge status={alert.status} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
