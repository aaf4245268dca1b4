import type { Format } from "@/lib/i18n/format";

export const metrics = ["temperature", "humidity", "aqi", "pressure"] as const;
export type Metric = (typeof metrics)[number];

/** How the platform's value (°C, %, index, hPa) is shown to this reader. */
export interface Shown {
  unit: string;
  digits: number;
  of: (value: number) => number;
  /** What the axis shows at least, so that a steady value is a calm line. */
  least: number;
}

export function shownAs(metric: Metric, format: Format): Shown {
  const imperial = format.temperatureUnit === "°F";
  switch (metric) {
    case "temperature":
      return { unit: format.temperatureUnit, digits: 1, of: (value) => format.toShownTemperature(value), least: 1 };
    case "humidity":
      return { unit: "%", digits: 1, of: (value) => value, least: 2 };
    case "aqi":
      return { unit: "", digits: 0, of: (value) => value, least: 10 };
    case "pressure":
      return imperial
        ? { unit: "inHg", digits: 2, of: (value) => value * 0.02953, least: 0.1 }
        : { unit: "hPa", digits: 1, of: (value) => value, least: 2 };
  }
}

export function textOf(value: number | null | undefined, shown: Shown, format: Format): string {
  if (value == null) return "–";
  return format.number(value, shown.digits) + (shown.unit === "" ? "" : ` ${shown.unit}`);
}
