/** How far back is looked. */
export const periods = ["7", "30", "90", "all"] as const;
export type Period = (typeof periods)[number];

const day = 24 * 60 * 60_000;

export function isPeriod(text: string): text is Period {
  return (periods as readonly string[]).includes(text);
}

/** Where a period begins, at the start of an hour, so that the same question is not asked anew every second; null for ever. */
export function beginOf(period: Period, now: number): string | null {
  if (period === "all") return null;
  const hour = 60 * 60_000;
  return new Date(Math.floor(now / hour) * hour - Number(period) * day).toISOString();
}
