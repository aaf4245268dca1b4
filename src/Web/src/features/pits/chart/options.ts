import type uPlot from "uplot";
import { type Format, localeOf } from "@/lib/i18n/format";
import type { Shown } from "./metric";
import { ranges } from "./view";

/** Colours of the theme as it is now, for the canvas. */
export interface Palette {
  line: string;
  text: string;
  grid: string;
  good: string;
  bad: string;
}

/** A moment that is marked on the time line. */
export interface Marker {
  at: number;
  tone: "good" | "bad";
}

export function paletteOf(colour: string): Palette {
  const style = getComputedStyle(document.documentElement);
  const word = (name: string) => style.getPropertyValue(name).trim() || "#888888";
  return { line: word(colour), text: word("--muted"), grid: word("--line"), good: word("--good"), bad: word("--bad") };
}

interface Wanted {
  width: number;
  height: number;
  palette: Palette;
  shown: Shown;
  format: Format;
  language: string;
  markers: () => readonly Marker[];
  onSelect: (from: number, to: number) => void;
  onReset: () => void;
  onCursor: (index: number | null) => void;
}

const font =
  '12px system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans Thai", "Noto Sans Devanagari", sans-serif';

/** Labels of the time axis as the reader writes them, as exact as the time that is seen. */
function timeLabels(language: string) {
  const locale = localeOf(language);
  const seconds = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
  const minutes = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  return (plot: uPlot, splits: number[]) => {
    const span = ((plot.scales["x"]?.max ?? 0) - (plot.scales["x"]?.min ?? 0)) * 1_000;
    const label = span > 2 * ranges["24h"] ? days : span > 600_000 ? minutes : seconds;
    return splits.map((at) => label.format(at * 1_000));
  };
}

/** Single points between two gaps: a line would not show them. */
export function alone(values: ArrayLike<number | null | undefined>): number[] {
  return Array.from(values).flatMap((value, index) =>
    value != null && values[index - 1] == null && values[index + 1] == null ? index : [],
  );
}

/** A chart of one metric: its line, and the band between the smallest and largest where there is one. */
export function optionsOf(wanted: Wanted): uPlot.Options {
  const { palette, shown, format } = wanted;
  const axis = { stroke: palette.text, font, ticks: { show: false }, grid: { stroke: palette.grid, width: 1 } };
  return {
    width: wanted.width,
    height: wanted.height,
    padding: [12, 12, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: "pit", setSeries: false },
      drag: { x: true, y: false, setScale: false },
      y: false,
      bind: {
        // Shift and dragging moves instead (gestures.ts).
        mousedown: (_plot, _target, handler) => (event) => {
          if (!event.shiftKey) handler(event);
          return null;
        },
        dblclick: () => () => {
          wanted.onReset();
          return null;
        },
      },
    },
    scales: {
      x: { time: true, auto: false },
      y: {
        range: (_plot, low: number | null, high: number | null) => {
          if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
          const room = Math.max((high - low) * 0.1, (shown.least - (high - low)) / 2, 0);
          return [low - room, high + room];
        },
      },
    },
    series: [
      {},
      {
        stroke: palette.line,
        width: 1.75,
        spanGaps: false,
        points: {
          size: 5,
          fill: palette.line,
          show: true,
          filter: (plot) => alone(plot.data[1] ?? []),
        },
      },
      { stroke: "transparent", width: 0, points: { show: false } },
      { stroke: "transparent", width: 0, points: { show: false } },
    ],
    bands: [{ series: [2, 3], fill: `${palette.line}33` }],
    axes: [
      { ...axis, values: timeLabels(wanted.language), space: 80, size: 32 },
      { ...axis, size: 56, values: (_plot, splits) => splits.map((value) => format.number(value, decimalsOf(splits))) },
    ],
    hooks: {
      setSelect: [
        (plot) => {
          if (plot.select.width < 6) return;
          wanted.onSelect(
            plot.posToVal(plot.select.left, "x") * 1_000,
            plot.posToVal(plot.select.left + plot.select.width, "x") * 1_000,
          );
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      setCursor: [(plot) => wanted.onCursor(plot.cursor.idx ?? null)],
      draw: [(plot) => drawMarkers(plot, wanted.markers(), palette)],
    },
  };
}

function decimalsOf(splits: readonly number[]): number {
  const step = Math.abs((splits[1] ?? 1) - (splits[0] ?? 0));
  return [0, 1].find((digits) => Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) ?? 2;
}

function drawMarkers(plot: uPlot, markers: readonly Marker[], palette: Palette): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const { at, tone } of markers) {
    const x = plot.valToPos(at / 1_000, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ctx.fillStyle = palette[tone];
    ctx.globalAlpha = 0.7;
    ctx.setLineDash([4, 4]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    // The two kinds differ in shape too: up for "works again", down for "stopped".
    const size = 5 * devicePixelRatio;
    const [base, tip] = tone === "good" ? [bbox.top + size, bbox.top] : [bbox.top, bbox.top + size];
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.moveTo(x - size, base);
    ctx.lineTo(x + size, base);
    ctx.lineTo(x, tip);
    ctx.fill();
  }
  ctx.restore();
}
