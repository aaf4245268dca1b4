import { ChartNoAxesColumn } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card, DataList, EmptyState, PageHeader, QueryState, SegmentedControl, Stat } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { Activations as Figures } from "../api/types";
import { useActivations } from "../api/useActivations";

const ranges = ["7", "30", "90"] as const;

/** How customers get on with new devices: how many begin, how long it takes, and where they stop. */
export default function Activations() {
  const { t } = useTranslation("admin-activations");
  const [range, setRange] = useState<(typeof ranges)[number]>("30");
  const query = useActivations(Number(range));
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <SegmentedControl
            label={t("range")}
            value={range}
            onChange={setRange}
            options={ranges.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
          />
        }
      />
      <QueryState query={query}>{() => query.data && <Loaded figures={query.data} />}</QueryState>
    </>
  );
}

function Loaded({ figures }: { figures: Figures }) {
  const { t } = useTranslation("admin-activations");
  const format = useFormat();
  const { days, steps, scan_to_first_use_s: scan } = figures;
  const sum = (of: "claimed" | "first_used") => days.reduce((total, day) => total + day[of], 0);
  const seconds = (value: number | null) => (value === null ? "–" : format.duration(value * 1_000));
  const most = Math.max(1, ...days.map(({ claimed }) => claimed));
  return (
    <div className="grid gap-4">
      <Card title={t("figures")}>
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          <Stat label={t("claimed")} value={format.number(sum("claimed"))} />
          <Stat label={t("firstUsed")} value={format.number(sum("first_used"))} />
          <Stat label={t("p50")} value={seconds(scan.p50)} hint={t("of", { count: scan.count })} />
          <Stat label={t("p90")} value={seconds(scan.p90)} hint={t("of", { count: scan.count })} />
        </div>
      </Card>
      <Card title={t("steps.title")}>
        <Funnel steps={steps} />
      </Card>
      <section aria-labelledby="days">
        <h2 id="days" className="mb-3 text-lg font-semibold">
          {t("perDay")}
        </h2>
        {days.length === 0 ? (
          <EmptyState icon={ChartNoAxesColumn} title={t("none")} />
        ) : (
          <DataList
            caption={t("perDay")}
            items={[...days].reverse()}
            rowKey={(day) => day.day}
            columns={[
              { key: "day", header: t("day"), cell: (day) => format.date(`${day.day}T12:00:00Z`) },
              { key: "claimed", header: t("claimed"), cell: (day) => format.number(day.claimed), align: "end" },
              { key: "used", header: t("firstUsed"), cell: (day) => format.number(day.first_used), align: "end" },
              {
                key: "bar",
                header: <span className="sr-only">{t("bar")}</span>,
                cell: (day) => <Bar share={day.claimed / most} />,
                hideBelow: "md",
              },
            ]}
          />
        )}
      </section>
    </div>
  );
}

/** Each step beside the first: how many are still there, and how many were lost since the step before. */
function Funnel({ steps }: { steps: Figures["steps"] }) {
  const { t } = useTranslation("admin-activations");
  const format = useFormat();
  const first = steps[0]?.attempts ?? 0;
  if (first === 0) return <p className="text-sm text-muted">{t("steps.none")}</p>;
  return (
    <ol aria-label={t("steps.title")} className="grid gap-3">
      {steps.map(({ step, attempts }, index) => {
        const before = steps[index - 1]?.attempts ?? attempts;
        const lost = before === 0 ? 0 : Math.round((1 - attempts / before) * 100);
        return (
          <li key={step} className="text-sm">
            <div className="mb-1 flex flex-wrap justify-between gap-x-3">
              <span>{t(`steps.${step}`, { defaultValue: step })}</span>
              <span className="text-muted tabular-nums">
                {t("steps.share", {
                  count: attempts,
                  number: format.number(attempts),
                  share: Math.round((attempts / first) * 100),
                })}
                {index > 0 && lost > 0 && ` · ${t("steps.lost", { share: lost })}`}
              </span>
            </div>
            <Bar share={attempts / first} />
          </li>
        );
      })}
    </ol>
  );
}

/** A length beside its number; nothing that is only told by it. */
function Bar({ share }: { share: number }) {
  return (
    <div aria-hidden className="h-2 w-full min-w-24 overflow-hidden rounded-full bg-line">
      <div className="h-full rounded-full bg-chart-1" style={{ width: `${Math.min(100, share * 100)}%` }} />
    </div>
  );
}
