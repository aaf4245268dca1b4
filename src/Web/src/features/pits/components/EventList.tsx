import { useTranslation } from "react-i18next";
import { Card, QueryState, Timeline, type Tone } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { type PitEvent, useEvents } from "../api/useEvents";
import type { Range } from "../chart/view";
import { reasonText } from "@/components/pit/Reason";

const tones: Readonly<Record<string, Tone>> = { online: "good", enabled: "good", offline: "warn", disabled: "bad" };

/** An event in words: "Disabled (payment overdue)". */
export function useEventText(): (event: PitEvent) => string {
  const { t } = useTranslation("pits");
  return (event) => t(`event.${event.kind}`, { defaultValue: event.kind });
}

/** What happened, for those who want to read it and not find it on a line. */
export function EventList({ pitId, range }: { pitId: number; range: Range }) {
  const { t } = useTranslation("pits");
  const format = useFormat();
  const inWords = useEventText();
  const query = useEvents(pitId, range);
  const events = query.data ?? [];
  return (
    <Card title={t("events.title")}>
      <QueryState
        query={query}
        empty={events.length === 0}
        emptyState={<p className="text-sm text-muted">{t("events.none")}</p>}
      >
        {/* What scrolls has to be reached by keyboard. */}
        {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
        <div role="group" aria-label={t("events.title")} tabIndex={0} className="max-h-80 overflow-y-auto">
          <Timeline
            items={events.slice(0, 100).map((event) => ({
              at: <time dateTime={event.at}>{format.dateTime(event.at)}</time>,
              title: inWords(event),
              text: [event.device_id, event.reason === "" ? null : reasonText(event.reason, t)]
                .filter(Boolean)
                .join(" · "),
              tone: tones[event.kind] ?? "neutral",
              done: true,
            }))}
          />
        </div>
      </QueryState>
    </Card>
  );
}
