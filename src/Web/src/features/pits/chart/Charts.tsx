import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type uPlot from "uplot";
import { toast } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { saveFile } from "@/lib/saveFile";
import type { PitEvent } from "../api/useEvents";
import { ChartBar } from "../components/ChartBar";
import { useEventText } from "../components/EventList";
import { useThemeName } from "../components/useThemeName";
import { ValueTable } from "../components/ValueTable";
import { csvOf } from "./csv";
import { fileName } from "./fileName";
import { type Metric, metrics, type Shown, textOf } from "./metric";
import { type Marker, paletteOf } from "./options";
import { pictureOf } from "./picture";
import { Plot } from "./Plot";
import { type Series, summaryOf } from "./series";
import { moved, type View, zoomed } from "./view";

const colours: Readonly<Record<Metric, string>> = {
  temperature: "--chart-3",
  humidity: "--chart-2",
  aqi: "--chart-1",
  pressure: "--chart-4",
};

interface ChartsProps {
  title: string;
  series: Series;
  shown: Readonly<Record<Metric, Shown>>;
  /** All of the range. */
  bounds: View;
  /** The closer look; null when all is seen. */
  closer: View | null;
  events: readonly PitEvent[];
  busy: boolean;
  onView: (view: View | null) => void;
}

/** The charts of a pit under one time line: what is done to one is done to all. */
export default function Charts({ title, series, shown, bounds, closer, events, busy, onView }: ChartsProps) {
  const { t } = useTranslation("pits");
  const format = useFormat();
  const theme = useThemeName();
  const eventText = useEventText();
  const plots = useRef(new Map<Metric, uPlot>());
  const [cursor, setCursor] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const view = closer ?? bounds;
  const markers = useMemo(
    () =>
      events.map((event): Marker => ({
        at: Date.parse(event.at),
        tone: event.kind === "online" || event.kind === "enabled" ? "good" : "bad",
      })),
    [events],
  );

  const time = cursor === null ? undefined : series.time[cursor];
  // An event counts as under the cursor within a hundredth of what is seen.
  const near =
    time === undefined
      ? undefined
      : events.find((event) => Math.abs(Date.parse(event.at) - time * 1_000) < (view.to - view.from) / 100);
  const seen = t("chart.seen", { from: format.dateTime(view.from), to: format.dateTime(view.to) });

  const savePicture = async () => {
    const parts = metrics.flatMap((metric) => {
      const plot = plots.current.get(metric);
      const { unit } = shown[metric];
      return plot === undefined
        ? []
        : [
            {
              plot,
              colour: paletteOf(colours[metric]).line,
              title: t(`metric.${metric}`) + (unit === "" ? "" : ` (${unit})`),
            },
          ];
    });
    const blob = parts.length === 0 ? null : await pictureOf(title, seen, parts);
    if (blob === null) toast.error(t("chart.noPicture"));
    else saveFile(`${fileName(title, new Date())}.png`, blob);
  };

  return (
    <div className="grid min-w-0 gap-4">
      <ChartBar
        isCloser={closer !== null}
        asTable={asTable}
        busy={busy}
        onZoom={(factor) => onView(zoomed(view, factor, (view.from + view.to) / 2, bounds))}
        onMove={(part) => onView(moved(view, (view.to - view.from) * part, bounds))}
        onReset={() => onView(null)}
        onTable={() => setAsTable(!asTable)}
        onCsv={() =>
          saveFile(
            `${fileName(title, new Date())}.csv`,
            new Blob(csvOf(series, view, shown), { type: "text/csv;charset=utf-8" }),
          )
        }
        onPicture={asTable ? null : () => void savePicture()}
      />
      <p className="min-h-5 text-sm text-muted tabular-nums">
        {time === undefined ? seen : format.dateTime(time * 1_000)}
        {near !== undefined && ` · ${eventText(near)} ${format.time(near.at)}`}
      </p>
      {asTable ? (
        <ValueTable series={series} view={view} shown={shown} format={format} />
      ) : (
        <div className="grid min-w-0 gap-6 xl:grid-cols-2">
          {metrics.map((metric) => {
            const summary = summaryOf(series, metric, view);
            const of = (value: number | null | undefined) => textOf(value, shown[metric], format);
            const inWords =
              summary === null
                ? t("chart.noValues")
                : t("chart.summary", { min: of(summary.min), average: of(summary.average), max: of(summary.max) });
            const at = cursor === null ? null : (series.columns[metric].value[cursor] ?? null);
            return (
              <figure key={metric} className="min-w-0">
                <figcaption className="mb-1 flex flex-wrap items-baseline gap-x-3">
                  <span className="font-medium">{t(`metric.${metric}`)}</span>
                  <span className="text-sm text-muted tabular-nums">{at === null ? inWords : of(at)}</span>
                </figcaption>
                <Plot
                  time={series.time}
                  column={series.columns[metric]}
                  view={view}
                  bounds={bounds}
                  shown={shown[metric]}
                  format={format}
                  colour={colours[metric]}
                  theme={theme}
                  markers={markers}
                  label={`${t(`metric.${metric}`)}. ${seen}. ${inWords}`}
                  onView={onView}
                  onCursor={setCursor}
                  onPlot={(plot) => {
                    if (plot === null) plots.current.delete(metric);
                    else plots.current.set(metric, plot);
                  }}
                />
              </figure>
            );
          })}
        </div>
      )}
      <p className="text-xs text-muted max-sm:hidden">{t("chart.hint")}</p>
    </div>
  );
}
