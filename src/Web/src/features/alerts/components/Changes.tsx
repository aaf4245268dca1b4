import { useTranslation } from "react-i18next";
import { SeverityBadge, toneOf, useAlertWords } from "@/components/alerting";
import { QueryState, Timeline, type Tone } from "@/components/ui";
import type { Alert, AlertChange } from "@/lib/alerting/types";
import { useFormat } from "@/lib/i18n/format";
import { useAlert } from "../api/useAlert";
import { Who } from "./Who";

const tones: Readonly<Record<string, Tone>> = { acknowledged: "accent", cleared: "good", repeated: "neutral" };

/** How an alert went: raised, worse, better, taken on, over. */
export function Changes({ alert }: { alert: Alert }) {
  const { t } = useTranslation("alerts");
  const format = useFormat();
  const words = useAlertWords();
  const query = useAlert(alert.alert_id);
  const textOf = (change: AlertChange) => (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <SeverityBadge severity={change.severity} />
        {words.typeOf(change.alert_type)}
        {change.value !== null && ` · ${words.measured(alert.subject, change.value)}`}
      </span>
      {change.user_id !== null && <Who userId={change.user_id} />}
      {change.note !== null && change.note !== "" && <p className="whitespace-pre-line">“{change.note}”</p>}
    </>
  );
  return (
    <QueryState query={query}>
      {() => (
        <Timeline
          items={(query.data?.history ?? []).map((change) => ({
            at: <time dateTime={change.at}>{format.dateTime(change.at)}</time>,
            title: t(`change.${change.change}`, { defaultValue: change.change }),
            text: textOf(change),
            tone: tones[change.change] ?? toneOf(change.severity),
          }))}
        />
      )}
    </QueryState>
  );
}
