import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Card, QueryState, SegmentedControl, Skeleton } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { useEvents } from "../api/useEvents";
import { useDetail, useHistory, useLivePoints } from "../api/useHistory";
import { type Metric, metrics, type Shown, shownAs } from "../chart/metric";
import { prepare, withLive } from "../chart/series";
import { isRange, type Range, ranges, type View } from "../chart/view";
import type { Pit } from "@/lib/pits/pit";

// The charts' code is large and comes only with this page.
const Charts = lazy(() => import("../chart/Charts"));

/** The range of the address; a day when it says none. */
export function useRange(): [Range, (range: Range) => void] {
  const [params, setParams] = useSearchParams();
  const named = params.get("range");
  const change = (range: Range) =>
    setParams(
      (before) => {
        before.set("range", range);
        return before;
      },
      { replace: true },
    );
  return [isRange(named) ? named : "24h", change];
}

/** How the values went. */
export function HistoryCard({ pit, range, onRange }: { pit: Pit; range: Range; onRange: (range: Range) => void }) {
  const { t } = useTranslation("pits");
  const query = useHistory(pit.pit_id, range);
  return (
    <Card
      title={t("chart.title")}
      actions={
        <SegmentedControl
          label={t("chart.range")}
          value={range}
          onChange={onRange}
          options={(Object.keys(ranges) as Range[]).map((value) => ({ value, label: t(`range.${value}`) }))}
        />
      }
    >
      <QueryState query={query} skeleton={<Skeleton className="h-96" />}>
        {() => <HistoryOf key={range} pit={pit} range={range} query={query} />}
      </QueryState>
    </Card>
  );
}

function HistoryOf({ pit, range, query }: { pit: Pit; range: Range; query: ReturnType<typeof useHistory> }) {
  const { t } = useTranslation("pits");
  const format = useFormat();
  const [closer, setCloser] = useState<View | null>(null);
  const live = useLivePoints(pit.pit_id, query.dataUpdatedAt);
  const detail = useDetail(pit.pit_id, closer);
  const events = useEvents(pit.pit_id, range);
  const shown = useMemo(
    () => Object.fromEntries(metrics.map((metric) => [metric, shownAs(metric, format)])) as Record<Metric, Shown>,
    [format],
  );
  const base = query.data;
  const whole = useMemo(
    () => (base === undefined ? null : { ...base, points: withLive(base.points, live, base.level) }),
    [base, live],
  );
  const newest = live.at(-1);
  const fine = closer !== null && detail.data !== undefined && covers(detail.data.view, closer) ? detail.data : whole;
  const series = useMemo(() => (fine === null ? null : prepare(fine.points, fine.level, shown)), [fine, shown]);
  const to = Math.max(base?.view.to ?? 0, newest === undefined ? 0 : Date.parse(newest.timestamp));
  const bounds = useMemo(() => ({ from: to - ranges[range], to }), [to, range]);

  if (series === null || whole === null) return null;
  if (whole.points.length === 0) return <p className="py-10 text-center text-sm text-muted">{t("chart.empty")}</p>;
  return (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <Charts
        title={pit.name}
        series={series}
        shown={shown}
        bounds={bounds}
        closer={closer}
        events={events.data ?? []}
        busy={detail.isFetching}
        onView={setCloser}
      />
    </Suspense>
  );
}

function covers(outer: View, inner: View): boolean {
  return outer.from <= inner.from && outer.to >= inner.to;
}
