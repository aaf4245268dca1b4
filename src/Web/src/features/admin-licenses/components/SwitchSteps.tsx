import { useTranslation } from "react-i18next";
import { useReasonWords } from "@/components/admin";
import { Alert, Timeline, type Tone } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { Switch } from "../api/switches";

interface Step {
  title: string;
  at: string | null;
  tone: Tone;
  /** Why it may take longer. */
  text?: string;
}

/** How the last throw of the switch goes: thrown → sent → refused (or taken again) → confirmed by the device. */
export function SwitchSteps({ thrown, isOnline }: { thrown: Switch; isOnline: boolean | null }) {
  const { t } = useTranslation("admin-licenses");
  const format = useFormat();
  const words = useReasonWords();
  const off = thrown.to_status !== "active";
  const began = Date.parse(thrown.requested_at);
  const failed =
    thrown.confirmed_at === null && thrown.command_status !== null && thrown.command_status !== "succeeded";
  const waits = thrown.confirmed_at === null && !failed && isOnline === false;
  const steps: Step[] = [
    { title: t("steps.sent"), at: thrown.command_sent_at, tone: "accent" },
    { title: off ? t("steps.refused") : t("steps.taken"), at: thrown.effective_at, tone: off ? "bad" : "good" },
    {
      title: t("steps.confirmed"),
      at: thrown.confirmed_at,
      tone: "good",
      ...(failed && { text: t(`steps.ended.${thrown.command_status}`, { defaultValue: t("steps.ended.failed") }) }),
      ...(waits && { text: t("steps.waits") }),
    },
  ];
  const done = steps.filter(({ at }) => at !== null);
  return (
    <div>
      <Timeline
        items={[
          {
            title: off ? t("steps.off") : t("steps.on"),
            at: <Moment at={thrown.requested_at} />,
            text: words(thrown.reason),
            done: true,
            tone: "neutral",
          },
          ...steps.map(({ title, at, tone, text }) => ({
            title,
            text,
            tone,
            done: at !== null,
            at:
              at === null ? (
                t("steps.awaited")
              ) : (
                <>
                  <Moment at={at} /> · {t("steps.after", { ms: format.number(Date.parse(at) - began) })}
                </>
              ),
          })),
        ]}
      />
      {/* One sentence for whoever cannot see the steps light up. */}
      <p role="status" className="sr-only">
        {t("steps.said", { done: done.length, all: steps.length, last: done.at(-1)?.title ?? t("steps.awaited") })}
      </p>
      {waits && thrown.effective_at !== null && (
        <Alert tone="neutral" title={t("offline.title")} className="mt-4">
          {off ? t("offline.off") : t("offline.on")}
        </Alert>
      )}
    </div>
  );
}

/** A time to the millisecond. */
function Moment({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.time(at)}
    </time>
  );
}
