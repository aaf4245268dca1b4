import { type Metric, metrics, type Shown } from "./metric";
import { indexesIn, type Series } from "./series";
import type { View } from "./view";

/**
 * What is seen as CSV (RFC 4180), in pieces for a Blob: times as ISO 8601 in UTC, units in the header, numbers with a point.
 * Roll-ups have their smallest and largest beside the average.
 */
export function csvOf(series: Series, view: View, shown: Readonly<Record<Metric, Shown>>): string[] {
  const withBand = series.level !== "raw";
  const header = ["time"];
  for (const metric of metrics) {
    const unit = shown[metric].unit === "" ? "" : ` (${shown[metric].unit})`;
    header.push(metric + unit);
    if (withBand) header.push(`${metric} min${unit}`, `${metric} max${unit}`);
  }
  const pieces = [`${header.join(",")}\r\n`];
  for (const index of indexesIn(series, view)) {
    const row = [new Date((series.time[index] ?? 0) * 1_000).toISOString()];
    for (const metric of metrics) {
      // One digit more than is shown: a file is for calculating.
      const text = (value: number | null | undefined) => (value == null ? "" : value.toFixed(shown[metric].digits + 1));
      const { value, min, max } = series.columns[metric];
      row.push(text(value[index]));
      if (withBand) row.push(text(min[index]), text(max[index]));
    }
    pieces.push(`${row.join(",")}\r\n`);
  }
  return pieces;
}
