import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NothingHere, SeverityBadge, StatusBadge, useAlertWords } from "@/components/alerting";
import { Button, Card, KeyValue, PageHeader, QueryState, Skeleton } from "@/components/ui";
import type { Alert as AlertOf } from "@/lib/alerting/types";
import { useActiveAlerts } from "@/lib/alerting/useActiveAlerts";
import { ApiError } from "@/lib/api/problem";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { useAlert } from "../api/useAlert";
import { AcknowledgeDialog } from "../components/AcknowledgeDialog";
import { Changes } from "../components/Changes";
import { Place } from "../components/Place";
import { Who } from "../components/Who";

/** One alert, where messages about it lead. */
export default function Alert() {
  const { t } = useTranslation("alerts");
  const { alertId } = useParams();
  const id = /^[1-9]\d{0,15}$/.test(alertId ?? "") ? Number(alertId) : 0;
  const words = useAlertWords();
  const query = useAlert(id);
  // Keeps it live.
  useActiveAlerts();
  if (id === 0 || (query.error instanceof ApiError && query.error.status === 404)) return <NothingHere />;
  return (
    <>
      <PageHeader
        title={query.data === undefined ? t("alert") : words.typeOf(query.data.alert.alert_type)}
        back={{ to: paths.alerts, label: t("title") }}
      />
      <QueryState query={query} skeleton={<Skeleton className="h-48 rounded-card" />}>
        {() => query.data !== undefined && <Shown alert={query.data.alert} />}
      </QueryState>
    </>
  );
}

function Shown({ alert }: { alert: AlertOf }) {
  const { t } = useTranslation("alerts");
  const format = useFormat();
  const words = useAlertWords();
  const [asking, setAsking] = useState(false);
  const when = (at: string) => <time dateTime={at}>{format.dateTime(at)}</time>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <Card
        title={words.readingOf(alert)}
        actions={
          <>
            <SeverityBadge severity={alert.severity} />
            <StatusBadge status={alert.status} />
          </>
        }
      >
        <KeyValue
          items={[
            { label: t("place"), value: <Place alert={alert} /> },
            ...(alert.device_id === null ? [] : [{ label: t("device"), value: alert.device_id }]),
            { label: t("raised"), value: when(alert.raised_at) },
            ...(alert.acknowledged_by === null
              ? []
              : [{ label: t("takenBy"), value: <Who userId={alert.acknowledged_by} /> }]),
            ...(alert.note === null || alert.note === "" ? [] : [{ label: t("note"), value: alert.note }]),
            ...(alert.cleared_at === null ? [] : [{ label: t("over"), value: when(alert.cleared_at) }]),
            ...(alert.clear_reason === null
              ? []
              : [
                  {
                    label: t("because"),
                    value: t(`clearReason.${alert.clear_reason}`, {
                      defaultValue: alert.clear_reason.replaceAll("_", " "),
                    }),
                  },
                ]),
          ]}
        />
        {alert.status === "open" && (
          <Button className="mt-4" icon={<Check aria-hidden />} onClick={() => setAsking(true)}>
            {t("acknowledge.action")}
          </Button>
        )}
      </Card>
      <Card title={t("changes")}>
        <Changes alert={alert} />
      </Card>
      {asking && <AcknowledgeDialog alert={alert} onClose={() => setAsking(false)} />}
    </div>
  );
}
