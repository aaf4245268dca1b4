import type { TFunction } from "i18next";
import { Dot, type Tone } from "@/components/ui";
import { cn } from "@/lib/cn";
import type { Format } from "@/lib/i18n/format";
import type { Freshness as Word } from "@/lib/pits/freshness";
import { useServerNow } from "@/lib/useServerNow";

const tones: Readonly<Record<Word, Tone>> = { live: "good", delayed: "warn", offline: "neutral", none: "neutral" };

/** Whether the values beside it are of now, and how old they are. */
export function Freshness({
  t,
  word,
  timestamp,
  format,
  className,
}: {
  t: TFunction<"pits">;
  word: Word;
  timestamp: string | null;
  format: Format;
  className?: string;
}) {
  return (
    <p data-freshness={word} className={cn("flex min-w-0 items-center gap-2 text-sm text-muted", className)}>
      <Dot tone={tones[word]} />
      <span className="min-w-0 truncate leading-6">
        {t(`freshness.${word}`)}
        {timestamp !== null && (
          <>
            {" · "}
            <Age timestamp={timestamp} format={format} />
          </>
        )}
      </span>
    </p>
  );
}

function Age({ timestamp, format }: { timestamp: string; format: Format }) {
  const age = useServerNow((now) => format.ago(timestamp, Math.max(now, Date.parse(timestamp))));
  return (
    <time
      dateTime={timestamp}
      // Written out for whoever points at it only: to set up a format of dates takes a slow phone as long as two tiles.
      onPointerEnter={({ currentTarget }) => (currentTarget.title = format.dateTime(timestamp))}
    >
      {age}
    </time>
  );
}
