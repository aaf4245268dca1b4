import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Format } from "@/lib/i18n/format";
import { attachGestures } from "./gestures";
import type { Shown } from "./metric";
import { type Marker, optionsOf, paletteOf } from "./options";
import type { Column } from "./series";
import { chosen, type View } from "./view";

interface PlotProps {
  time: readonly number[];
  column: Column;
  view: View;
  bounds: View;
  shown: Shown;
  format: Format;
  colour: string;
  /** Changes when the colours of the theme do. */
  theme: string;
  markers: readonly Marker[];
  /** What it shows, for those who do not see it. */
  label: string;
  onView: (view: View | null) => void;
  onCursor: (index: number | null) => void;
  onPlot: (plot: uPlot | null) => void;
}

const height = 200;

/** One chart. It is made anew when its look changes; new points and another view only move what is there. */
export function Plot({
  time,
  column,
  view,
  bounds,
  shown,
  format,
  colour,
  theme,
  markers,
  label,
  onView,
  onCursor,
  onPlot,
}: PlotProps) {
  const { i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const seen = useRef({ view, bounds, markers });
  const tellView = useEffectEvent(onView);
  const tellCursor = useEffectEvent(onCursor);
  const tellPlot = useEffectEvent(onPlot);

  useEffect(() => {
    seen.current = { view, bounds, markers };
  });

  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const made = new uPlot(
      optionsOf({
        width: Math.max(parent.clientWidth, 200),
        height,
        palette: paletteOf(colour),
        shown,
        format,
        language: i18n.language,
        markers: () => seen.current.markers,
        onSelect: (from, to) => tellView(chosen(from, to, seen.current.bounds)),
        onReset: () => tellView(null),
        onCursor: (index) => tellCursor(index),
      }),
      [[], [], [], []],
      parent,
    );
    plot.current = made;
    tellPlot(made);
    const forget = attachGestures(made.over, {
      view: () => seen.current.view,
      bounds: () => seen.current.bounds,
      onView: (next) => tellView(next),
    });
    const resized = new ResizeObserver(() => {
      if (parent.clientWidth > 0 && parent.clientWidth !== made.width)
        made.setSize({ width: parent.clientWidth, height });
    });
    resized.observe(parent);
    return () => {
      resized.disconnect();
      forget();
      tellPlot(null);
      plot.current = null;
      made.destroy();
    };
  }, [colour, theme, shown, format, i18n.language]);

  useEffect(() => {
    const made = plot.current;
    if (made === null) return;
    made.batch(() => {
      made.setData([[...time], column.value, column.max, column.min], false);
      made.setScale("x", { min: view.from / 1_000, max: view.to / 1_000 });
    });
  }, [time, column, view.from, view.to, markers, colour, theme, shown, format, i18n.language]);

  return <div ref={place} role="img" aria-label={label} className="min-h-[200px] w-full min-w-0" />;
}
