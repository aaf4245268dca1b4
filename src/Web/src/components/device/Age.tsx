import { useNow } from "@/lib/clock";
import { useFormat } from "@/lib/i18n/format";

/** How long ago it was, counting up; the time itself is its tooltip. */
export function Age({ at }: { at: string }) {
  const format = useFormat();
  // The platform's clock may be a moment ahead of this one: nothing was "in 2 seconds".
  const text = useNow((now) => format.ago(at, Math.max(now, Date.parse(at))));
  return (
    <time dateTime={at} title={format.dateTime(at)} className="whitespace-nowrap">
      {text}
    </time>
  );
}
