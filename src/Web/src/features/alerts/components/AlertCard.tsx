import { Check, TrendingUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { SeverityBadge, StatusBadge, useAlertWords } from "@/components/alerting";
import { Age } from "@/components/device";
import { Button, Card, CardSection } from "@/components/ui";
import type { Alert, Severity } from "@/lib/alerting/types";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { AcknowledgeDialog } from "./AcknowledgeDialog";
import { Changes } from "./Changes";
import { Place } from "./Place";
import { Who } from "./Who";

/** How bad it is, seen before anything is read. */
const edges: Record<Severity, string> = {
  critical: "border-l-bad",
  warning: "border-l-warn",
  info: "border-l-accent",
};

/** An alert that is not over: what, where, since when, how it went, and who takes it on. */
export function AlertCard({ alert }: { alert: Alert }) {
  const { t } = useTranslation("alerts");
  const words = useAlertWords();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState(false);
  const type = words.typeOf(alert.alert_type);
  const changed = Date.parse(alert.updated_at) - Date.parse(alert.raised_at) > 1_000;
  return (
    <Card
      as="li"
      data-alert={alert.alert_id}
      data-severity={alert.severity}
      className={cn("border-l-4", edges[alert.severity])}
      title={
        <Link to={paths.alert.of(alert.alert_id)} className="inline-flex min-h-touch items-center break-words">
          {type}
        </Link>
      }
      actions={
        <>
          <SeverityBadge severity={alert.severity} />
          <StatusBadge status={alert.status} />
        </>
      }
    >
      <div className="text-sm">
        <p className="font-medium">{words.readingOf(alert)}</p>
        <Place alert={alert} />
        <p className="text-muted">
          {t("began")} <Age at={alert.raised_at} />
          {changed && alert.status === "open" && (
            <>
              {" · "}
              <TrendingUp aria-hidden className="inline size-4" /> {t("changed")} <Age at={alert.updated_at} />
            </>
          )}
        </p>
        {alert.acknowledged_by !== null && (
          <p className="mt-1 text-muted">
            {t("takenBy")} <Who userId={alert.acknowledged_by} />
            {alert.note !== null && alert.note !== "" && `: “${alert.note}”`}
          </p>
        )}
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        {alert.status === "open" && (
          <Button
            size="sm"
            icon={<Check aria-hidden />}
            aria-label={t("acknowledge.of", { alert: type })}
            onClick={() => setAsking(true)}
          >
            {t("acknowledge.action")}
          </Button>
        )}
        <Button size="sm" variant="secondary" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? "hideChanges" : "showChanges")}
        </Button>
      </div>
      {shown && (
        <CardSection title={t("changes")}>
          <Changes alert={alert} />
        </CardSection>
      )}
      {asking && <AcknowledgeDialog alert={alert} onClose={() => setAsking(false)} />}
    </Card>
  );
}
