import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState, QueryState } from "@/components/ui";
import { type Alert, rankOf } from "@/lib/alerting/types";
import { useActiveAlerts } from "@/lib/alerting/useActiveAlerts";
import { AlertCard } from "./AlertCard";

/** Open ones before those that somebody has taken on, the worst first, of those the newest. */
function inOrder(alerts: readonly Alert[]): readonly Alert[] {
  return [...alerts].sort(
    (a, b) =>
      Number(a.status !== "open") - Number(b.status !== "open") ||
      rankOf(a.severity) - rankOf(b.severity) ||
      b.alert_id - a.alert_id,
  );
}

/** What is wrong now. */
export function Now({ workshop }: { workshop: string }) {
  const { t } = useTranslation("alerts");
  const query = useActiveAlerts(inOrder);
  const alerts = (query.data ?? []).filter((alert) => workshop === "" || String(alert.workshop_id ?? "") === workshop);
  return (
    <QueryState
      query={query}
      empty={alerts.length === 0}
      emptyState={<EmptyState icon={ShieldCheck} title={t("nothing.title")} text={t("nothing.text")} />}
    >
      <ul aria-label={t("now")} className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        {alerts.map((alert) => (
          <AlertCard key={alert.alert_id} alert={alert} />
        ))}
      </ul>
    </QueryState>
  );
}
