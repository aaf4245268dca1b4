import { useMemo } from "react";
import { type Format, useFormat } from "@/lib/i18n/format";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time to the minute, its two greatest units: `2 hrs 5 min`. */
export function spanText(format: Format, milliseconds: number): string {
  const size = Math.round(Math.abs(milliseconds) / minute) * minute;
  if (size < minute) return format.duration(minute);
  const parts =
    size >= day
      ? [Math.floor(size / day) * day, Math.floor((size % day) / hour) * hour]
      : [Math.floor(size / hour) * hour, size % hour];
  return parts
    .filter((part) => part > 0)
    .map((part) => format.duration(part))
    .join(" ");
}

export function useSpan(): (milliseconds: number) => string {
  const format = useFormat();
  return useMemo(() => (milliseconds: number) => spanText(format, milliseconds), [format]);
}
