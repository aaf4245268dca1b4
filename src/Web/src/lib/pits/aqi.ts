/** How the air is: below 50 good, 50 to 100 moderate, above 100 poor. */
export type AirLevel = "good" | "moderate" | "poor";

export function airLevel(aqi: number): AirLevel {
  if (aqi < 50) return "good";
  return aqi <= 100 ? "moderate" : "poor";
}

export const airTone = { good: "good", moderate: "warn", poor: "bad" } as const satisfies Record<AirLevel, string>;
