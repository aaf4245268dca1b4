import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DataList, LoadMore } from "@/components/ui";
import type { Format } from "@/lib/i18n/format";
import { type Metric, metrics, type Shown, textOf } from "../chart/metric";
import { indexesIn, type Series } from "../chart/series";
import type { View } from "../chart/view";

const atOnce = 50;

/** The values of the charts, newest first. */
export function ValueTable({
  series,
  view,
  shown,
  format,
}: {
  series: Series;
  view: View;
  shown: Readonly<Record<Metric, Shown>>;
  format: Format;
}) {
  const { t } = useTranslation("pits");
  const [count, setCount] = useState(atOnce);
  const indexes = useMemo(() => indexesIn(series, view).reverse(), [series, view]);
  const cell = (metric: Metric, index: number) => {
    const { value, min, max } = series.columns[metric];
    const text = textOf(value[index], shown[metric], format);
    if (min[index] == null || max[index] == null) return text;
    const band = [min[index], max[index]].map((end) => format.number(end, shown[metric].digits)).join("–");
    return `${text} (${band})`;
  };
  return (
    <div className="grid gap-3">
      <DataList
        caption={t("table.caption")}
        items={indexes.slice(0, count)}
        rowKey={(index) => String(series.time[index])}
        columns={[
          { key: "time", header: t("table.time"), cell: (index) => format.dateTime((series.time[index] ?? 0) * 1_000) },
          ...metrics.map((metric) => ({
            key: metric,
            header: t(`metric.${metric}`),
            align: "end" as const,
            cell: (index: number) => cell(metric, index),
          })),
        ]}
      />
      <LoadMore hasMore={indexes.length > count} busy={false} onClick={() => setCount(count + atOnce)} />
    </div>
  );
}
