import { ChartNoAxesColumn } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { JobsNav, useSpan } from "@/components/job";
import { Card, EmptyState, PageHeader, QueryState, SegmentedControl, Stat } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { type Analytics as Figures, useAnalytics } from "../api/useAnalytics";
import { Bars } from "../components/Bars";
import { HourChart } from "../components/HourChart";

const ranges = ["7", "30", "90", "365"] as const;

/** How the workshop does: how long work takes, where and when there is most of it, and what customers say. */
export default function Analytics() {
  const { t } = useTranslation("job-analytics");
  const [range, setRange] = useState<(typeof ranges)[number]>("90");
  const query = useAnalytics(Number(range));
  const figures = query.data;
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <JobsNav />
      <SegmentedControl
        className="mb-4"
        label={t("range")}
        value={range}
        onChange={setRange}
        options={ranges.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
      />
      <QueryState query={query}>{() => figures && <Loaded figures={figures} />}</QueryState>
    </>
  );
}

function Loaded({ figures }: { figures: Figures }) {
  const { t } = useTranslation("job-analytics");
  const format = useFormat();
  const span = useSpan();
  const minutes = (value: number | null) => (value === null ? "–" : span(value * 60_000));
  const percent = (share: number | null) => (share === null ? "–" : `${format.number(share * 100)} %`);
  const stars = (value: number | null) => (value === null ? "–" : `${format.number(value, 1)} ★`);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Card title={t("figures")}>
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 2xl:grid-cols-6">
          <Stat
            label={t("completed")}
            value={format.number(figures.completed)}
            hint={t("cancelledToo", { count: figures.cancelled, shown: format.number(figures.cancelled) })}
          />
          <Stat label={t("average")} value={minutes(figures.average_minutes)} />
          <Stat label={t("onTime")} value={percent(figures.on_time_share)} hint={t("onTimeHint")} />
          <Stat label={t("rating")} value={stars(figures.average_rating)} />
          <Stat label={t("running")} value={format.number(figures.running)} />
          <Stat label={t("waiting")} value={format.number(figures.waiting)} />
        </div>
      </Card>
      {figures.completed === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title={t("none.title")} text={t("none.text")} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <Card title={t("byType")}>
            <Bars
              label={t("byType")}
              bars={figures.by_type.map((type) => ({
                key: type.work_type,
                label: type.work_type,
                value: type.average_minutes,
                text: t("ofType", {
                  time: minutes(type.average_minutes),
                  count: type.completed,
                  shown: format.number(type.completed),
                  share: percent(type.on_time_share),
                }),
              }))}
            />
          </Card>
          <Card title={t("byPit")}>
            <Bars
              label={t("byPit")}
              bars={[...figures.by_pit]
                .sort((a, b) => b.hours - a.hours)
                .map((pit) => ({
                  key: String(pit.pit_id),
                  label: t("pit", { number: pit.pit_number }),
                  value: pit.hours,
                  text: t("ofPit", {
                    hours: format.number(pit.hours, 1),
                    count: pit.completed,
                    shown: format.number(pit.completed),
                  }),
                }))}
            />
          </Card>
          <Card title={t("hours.title")}>
            <HourChart figures={figures} />
          </Card>
          <Card title={t("ratings")}>
            <Bars
              label={t("ratings")}
              bars={figures.ratings
                .map((count, index) => ({
                  key: String(index + 1),
                  label: `${"★".repeat(index + 1)} ${index + 1}`,
                  value: count,
                  text: format.number(count),
                }))
                .reverse()}
            />
          </Card>
        </div>
      )}
    </div>
  );
}
