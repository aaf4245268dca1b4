import { describe, expect, test } from "vitest";
import { createFormat } from "@/lib/i18n/format";
import { csvOf } from "./csv";
import { fileName } from "./fileName";
import { metrics, shownAs, type Metric, type Shown } from "./metric";
import { prepare, summaryOf, withLive, type Point } from "./series";
import { chosen, detailOf, isRange, levelFor, maxPoints, moved, ranges, stepOf, zoomed } from "./view";

const shownIn = (units: "metric" | "imperial") =>
  Object.fromEntries(metrics.map((metric) => [metric, shownAs(metric, createFormat("en", units))])) as Record<
    Metric,
    Shown
  >;
const metric = shownIn("metric");
const noon = Date.parse("2026-11-20T12:00:00Z");
const at = (seconds: number) => new Date(noon + seconds * 1_000).toISOString();
const all = { from: noon - 1e9, to: noon + 1e9 };

function reading(seconds: number, temperature: number | null, more: Partial<Point> = {}): Point {
  return { timestamp: at(seconds), temperature, humidity: 50, aqi: 40, pressure: 1000, aqi_accuracy: 3, ...more };
}

describe("Points for a chart", () => {
  test("A pause becomes a gap, a usual one does not", () => {
    const series = prepare([reading(0, 20), reading(5, 21), reading(10, 22), reading(70, 23)], "raw", metric);
    expect(series.columns.temperature.value).toEqual([20, 21, 22, null, 23]);
    expect(series.time.map((time) => time - noon / 1_000)).toEqual([0, 5, 10, 40, 70]);
    expect(series.columns.aqi.value[3]).toBeNull();
  });

  test("Devices that report seldom have no gap after every reading", () => {
    const series = prepare([reading(0, 20), reading(60, 21), reading(120, 22), reading(181, 22)], "raw", metric);
    expect(series.columns.temperature.value).toEqual([20, 21, 22, 22]);
  });

  test("A minute that is missing is a gap", () => {
    const series = prepare([reading(0, 20), reading(60, 21), reading(180, 22)], "minute", metric);
    expect(series.columns.temperature.value).toEqual([20, 21, null, 22]);
  });

  test("Roll-ups have a band, in the reader's units as well", () => {
    const point = reading(0, 20, { temperature_min: 10, temperature_max: 30, pressure_min: 990, pressure_max: 1010 });
    const { columns } = prepare([point], "hour", shownIn("imperial"));
    expect(columns.temperature).toEqual({ value: [68], min: [50], max: [86] });
    expect(columns.pressure.value[0]).toBeCloseTo(29.53);
    expect(columns.humidity).toEqual({ value: [50], min: [null], max: [null] });
  });

  test("What a device does not measure stays empty and is no zero", () => {
    expect(prepare([reading(0, null)], "raw", metric).columns.temperature.value).toEqual([null]);
  });

  test("The summary is of what is seen, with the bands", () => {
    const points = [
      reading(0, 20, { temperature_min: 15, temperature_max: 22 }),
      reading(60, 22, { temperature_min: 21, temperature_max: 29 }),
      reading(120, 99),
    ];
    const series = prepare(points, "minute", metric);
    expect(summaryOf(series, "temperature", { from: noon, to: noon + 60_000 })).toEqual({
      min: 15,
      average: 21,
      max: 29,
    });
    expect(summaryOf(series, "temperature", { from: noon - 9, to: noon - 1 })).toBeNull();
  });
});

describe("Live values", () => {
  test("Readings are appended once, in order", () => {
    const points = withLive([reading(0, 20)], [reading(0, 20), reading(5, 21), reading(3, 9)], "raw");
    expect(points.map((point) => point.temperature)).toEqual([20, 21]);
  });

  test("Minutes take a reading into their average and band, a new minute begins with it", () => {
    const minute = reading(0, 20, { count: 1, temperature_min: 20, temperature_max: 20 });
    const points = withLive([minute], [reading(30, 24), reading(61, 30), reading(62, 32)], "minute");
    expect(points).toHaveLength(2);
    expect(points[0]).toMatchObject({
      timestamp: at(0),
      temperature: 22,
      temperature_min: 20,
      temperature_max: 24,
      count: 2,
    });
    expect(points[1]).toMatchObject({
      timestamp: at(60),
      temperature: 31,
      temperature_min: 30,
      temperature_max: 32,
      count: 2,
    });
    expect(minute.temperature).toBe(20);
  });

  test("Hours and days wait for the next answer", () => {
    const points = [reading(0, 20)];
    expect(withLive(points, [reading(30, 24)], "hour")).toBe(points);
  });
});

describe("CSV", () => {
  test("Readings: ISO times, units in the header, no gap rows, nothing for what is not measured", () => {
    const series = prepare([reading(0, 20.04), reading(600, null)], "raw", metric);
    expect(csvOf(series, all, metric).join("")).toBe(
      "time,temperature (°C),humidity (%),aqi,pressure (hPa)\r\n" +
        "2026-11-20T12:00:00.000Z,20.04,50.00,40.0,1000.00\r\n" +
        "2026-11-20T12:10:00.000Z,,50.00,40.0,1000.00\r\n",
    );
  });

  test("Roll-ups: the smallest and largest beside the average; only what is seen", () => {
    const series = prepare(
      [reading(0, 20, { temperature_min: 19, temperature_max: 21 }), reading(60, 9)],
      "minute",
      metric,
    );
    expect(csvOf(series, { from: noon, to: noon }, metric).join("")).toBe(
      "time,temperature (°C),temperature min (°C),temperature max (°C),humidity (%),humidity min (%),humidity max (%),aqi,aqi min,aqi max,pressure (hPa),pressure min (hPa),pressure max (hPa)\r\n" +
        "2026-11-20T12:00:00.000Z,20.00,19.00,21.00,50.00,,,40.0,,,1000.00,,\r\n",
    );
  });

  test("The file's name is one for every system", () =>
    expect(fileName("Pit 1 / A: “x”", new Date(noon))).toBe("Pit-1-A-x_2026-11-20_1200"));
});

describe("Looking closer", () => {
  const bounds = { from: noon, to: noon + ranges["24h"] };

  test.each([
    [ranges["1h"], "raw"],
    [ranges["24h"], "minute"],
    [ranges["7d"], "hour"],
    [ranges["90d"], "day"],
  ] as const)("%s ms are asked for by %s", (span, level) => {
    expect(levelFor(span)).toBe(level);
    expect(span / stepOf[level]).toBeLessThanOrEqual(maxPoints);
  });

  test("A closer look asks for a finer level that covers it, within the limit", () => {
    for (const span of [60_000, ranges["1h"], 5 * ranges["1h"], ranges["24h"], 60 * ranges["24h"]]) {
      const view = { from: noon + 123, to: noon + 123 + span };
      const detail = detailOf(view);
      expect(detail.from).toBeLessThan(view.from);
      expect(detail.to).toBeGreaterThan(view.to);
      expect((detail.to - detail.from) / stepOf[detail.level]).toBeLessThanOrEqual(maxPoints * 1.1);
    }
    expect(detailOf({ from: noon, to: noon + ranges["1h"] }).level).toBe("raw");
  });

  test("Zooming keeps the moment under the finger, stays within the bounds and ends in all of them", () => {
    const middle = (bounds.from + bounds.to) / 2;
    const closer = zoomed(bounds, 0.5, middle, bounds);
    expect(closer).toEqual({ from: noon + ranges["24h"] / 4, to: noon + (ranges["24h"] * 3) / 4 });
    expect(zoomed(bounds, 0.5, bounds.to, bounds)).toEqual({ from: middle, to: bounds.to });
    expect(zoomed(closer ?? bounds, 4, middle, bounds)).toBeNull();
    const most = zoomed(bounds, 1e-9, middle, bounds);
    expect((most?.to ?? 0) - (most?.from ?? 0)).toBe(30_000);
  });

  test("Moving stops at the bounds", () => {
    const view = { from: noon, to: noon + 60_000 };
    expect(moved(view, -60_000, bounds)).toEqual(view);
    expect(moved(view, 1e12, bounds)).toEqual({ from: bounds.to - 60_000, to: bounds.to });
  });

  test("Dragging in either direction chooses the same", () => {
    expect(chosen(noon + 90_000, noon + 30_000, bounds)).toEqual({ from: noon + 30_000, to: noon + 90_000 });
  });

  test("Only the ranges that there are come from an address", () => {
    expect(["1h", "24h", "7d", "90d"].every(isRange)).toBe(true);
    expect([null, "", "2h", "toString"].some(isRange)).toBe(false);
  });
});
