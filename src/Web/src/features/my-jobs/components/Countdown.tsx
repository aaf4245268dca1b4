import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/i18n/format";
import { useServerNow } from "@/lib/useServerNow";

/** `2:05:09`: what is left of a span, in hours, minutes and seconds. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
}

/**
 * The time that is left, counted anew from the end's instant by the platform's clock every second: what a phone's own clock
 * says and how long it slept changes nothing.
 */
export function Countdown({ end }: { end: string }) {
  const { t } = useTranslation("my-jobs");
  const format = useFormat();
  const at = Date.parse(end);
  const text = useServerNow((now) => (at > now ? clockText(at - now) : null));
  return (
    <div className="text-center">
      {text === null ? (
        <p className="py-4 text-xl font-semibold">{t("soon")}</p>
      ) : (
        <>
          <p className="text-sm text-muted">{t("left")}</p>
          <p role="timer" className="text-[clamp(2.75rem,16vw,5rem)] leading-tight font-semibold tabular-nums">
            {text}
          </p>
        </>
      )}
      <p className="text-sm text-muted">
        {t("readyAt")} <time dateTime={end}>{format.minute(end)}</time>
      </p>
    </div>
  );
}
