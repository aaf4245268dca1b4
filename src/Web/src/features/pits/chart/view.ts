/** A piece of time, in milliseconds since 1970. */
export interface View {
  from: number;
  to: number;
}

export type Range = "1h" | "24h" | "7d" | "90d";
export type Level = "raw" | "minute" | "hour" | "day";

const hour = 3_600_000;
export const ranges: Readonly<Record<Range, number>> = {
  "1h": hour,
  "24h": 24 * hour,
  "7d": 168 * hour,
  "90d": 2160 * hour,
};

export function isRange(text: string | null): text is Range {
  return text !== null && Object.hasOwn(ranges, text);
}

/** Milliseconds between two points of a level. Readings come about every 5 s. */
export const stepOf: Readonly<Record<Level, number>> = { raw: 5_000, minute: 60_000, hour, day: 24 * hour };

/** Most points that are asked for at once. */
export const maxPoints = 2_000;

/** The finest level at which a piece of time stays within {@link maxPoints}. */
export function levelFor(span: number): Level {
  return (["raw", "minute", "hour"] as const).find((level) => span <= stepOf[level] * maxPoints) ?? "day";
}

/** Nothing is looked at more closely than this. */
const least = 30_000;

function within(view: View, bounds: View): View {
  const span = Math.min(Math.max(view.to - view.from, least), bounds.to - bounds.from);
  const from = Math.min(Math.max(view.from, bounds.from), bounds.to - span);
  return { from, to: from + span };
}

/** Looks closer (`factor` below 1) or from further away around a moment; null is all of the bounds. */
export function zoomed(view: View, factor: number, around: number, bounds: View): View | null {
  const next = within(
    { from: around - (around - view.from) * factor, to: around + (view.to - around) * factor },
    bounds,
  );
  return next.to - next.from >= bounds.to - bounds.from ? null : next;
}

/** Moves along the time by a part of what is seen. */
export function moved(view: View, by: number, bounds: View): View {
  return within({ from: view.from + by, to: view.to + by }, bounds);
}

/** What was chosen by dragging. */
export function chosen(from: number, to: number, bounds: View): View {
  const middle = (from + to) / 2;
  const half = Math.max(Math.abs(to - from), least) / 2;
  return within({ from: middle - half, to: middle + half }, bounds);
}

/**
 * What to ask for so that a closer look has its finer points: some more at both sides for the next move, at whole steps, so
 * that a small move asks for the same again.
 */
export function detailOf(view: View): View & { level: Level } {
  const span = view.to - view.from;
  const level = levelFor(span * 1.5);
  const grid = Math.max(span / 8, stepOf[level]);
  return {
    from: Math.floor((view.from - span * 0.15) / grid) * grid,
    to: Math.ceil((view.to + span * 0.15) / grid) * grid,
    level,
  };
}
