import type { components } from "@/lib/api/schema/telemetry";
import { type Metric, metrics, type Shown } from "./metric";
import { type Level, stepOf, type View } from "./view";

export type Point = components["schemas"]["EnvironmentReading"];

/** Values of one metric beside their times; null where there is none. Readings have no band. */
export interface Column {
  value: (number | null)[];
  min: (number | null)[];
  max: (number | null)[];
}

export interface Series {
  level: Level;
  /** Seconds since 1970, growing. A time with all values null is a gap. */
  time: number[];
  columns: Readonly<Record<Metric, Column>>;
}

/** A pause longer than this is a gap: nothing is drawn over it. */
function gapOf(times: readonly number[], level: Level): number {
  if (level !== "raw") return stepOf[level] * 1.5;
  const pauses = times
    .slice(1)
    .map((time, index) => time - (times[index] ?? time))
    .sort((a, b) => a - b);
  return Math.max(30_000, 3 * (pauses[Math.floor(pauses.length / 2)] ?? 0));
}

/** Points as the charts, the table and the files need them: in the reader's units, with gaps. */
export function prepare(points: readonly Point[], level: Level, shown: Readonly<Record<Metric, Shown>>): Series {
  const times = points.map((point) => Date.parse(point.timestamp));
  const gap = gapOf(times, level);
  const column = (): Column => ({ value: [], min: [], max: [] });
  const series: Series = {
    level,
    time: [],
    columns: { temperature: column(), humidity: column(), aqi: column(), pressure: column() },
  };
  const add = (time: number, point: Point | null) => {
    series.time.push(time / 1_000);
    for (const metric of metrics) {
      const { of } = shown[metric];
      const to = (value: number | null | undefined) => (value == null ? null : of(value));
      series.columns[metric].value.push(to(point?.[metric]));
      series.columns[metric].min.push(to(point?.[`${metric}_min`]));
      series.columns[metric].max.push(to(point?.[`${metric}_max`]));
    }
  };
  points.forEach((point, index) => {
    const time = times[index] ?? 0;
    const before = times[index - 1];
    if (before !== undefined && time - before > gap) add(before + (time - before) / 2, null);
    add(time, point);
  });
  return series;
}

export type LivePoint = Pick<Point, "timestamp" | "temperature" | "humidity" | "aqi" | "pressure" | "aqi_accuracy">;

/** Adds what came in since the answer: as it is to readings, into its minute to minutes. */
export function withLive(points: readonly Point[], live: readonly LivePoint[], level: Level): readonly Point[] {
  if (live.length === 0 || (level !== "raw" && level !== "minute")) return points;
  const all = [...points];
  for (const reading of live) {
    const last = all.at(-1);
    const at = Date.parse(reading.timestamp);
    if (level === "raw") {
      if (last === undefined || at > Date.parse(last.timestamp)) all.push({ ...reading });
      continue;
    }
    const minute = Math.floor(at / stepOf.minute) * stepOf.minute;
    const lastMinute = last === undefined ? -1 : Date.parse(last.timestamp);
    if (last !== undefined && minute === lastMinute) all[all.length - 1] = folded(last, reading);
    else if (minute > lastMinute)
      all.push(folded({ ...reading, timestamp: new Date(minute).toISOString(), count: 0 }, reading));
  }
  return all;
}

function folded(point: Point, reading: LivePoint): Point {
  const count = point.count ?? 1;
  const next: Point = { ...point, count: count + 1 };
  for (const metric of metrics) {
    const value = reading[metric];
    if (value === null) continue;
    const average = point[metric];
    next[metric] = average === null ? value : (average * count + value) / (count + 1);
    next[`${metric}_min`] = Math.min(point[`${metric}_min`] ?? value, value);
    next[`${metric}_max`] = Math.max(point[`${metric}_max`] ?? value, value);
  }
  return next;
}

export interface Summary {
  min: number;
  average: number;
  max: number;
}

/** Smallest, average and largest of what is seen; null when nothing is. */
export function summaryOf(series: Series, metric: Metric, view: View): Summary | null {
  const { value, min, max } = series.columns[metric];
  let [count, sum, low, high] = [0, 0, Infinity, -Infinity];
  for (const index of indexesIn(series, view)) {
    const here = value[index];
    if (here == null) continue;
    count++;
    sum += here;
    low = Math.min(low, min[index] ?? here);
    high = Math.max(high, max[index] ?? here);
  }
  return count === 0 ? null : { min: low, average: sum / count, max: high };
}

/** Places of the points that are seen, without the gaps. */
export function indexesIn(series: Series, view: View): number[] {
  const found: number[] = [];
  series.time.forEach((time, index) => {
    if (time * 1_000 < view.from || time * 1_000 > view.to) return;
    if (metrics.some((metric) => series.columns[metric].value[index] !== null)) found.push(index);
  });
  return found;
}
