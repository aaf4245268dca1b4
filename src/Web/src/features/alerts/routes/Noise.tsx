import { VolumeX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { WorkshopFilter } from "@/components/admin";
import { AlertPages, useAlertWords } from "@/components/alerting";
import { type Column, DataList, EmptyState, NativeSelect, PageHeader, QueryState } from "@/components/ui";
import { localeOf, useFormat } from "@/lib/i18n/format";
import { useMe } from "@/lib/session/useSession";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { type RuleNoise, useNoise } from "../api/useNoise";

/** The last twelve months in UTC, the newest first: `2026-11`. */
function lastMonths(now: Date): string[] {
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

/** Which rules cry wolf: much raised, little acknowledged, coming and going. */
export default function Noise() {
  const { t, i18n } = useTranslation("alerts");
  const format = useFormat();
  const words = useAlertWords();
  const isAdmin = useMe().role === "admin";
  const months = lastMonths(new Date());
  const { filter, set } = useUrlFilter("month", "workshop");
  const month = months.find((one) => one === filter.month) ?? months[0] ?? "";
  const query = useNoise(month, filter.workshop);
  const rules = query.data?.rules ?? [];
  const named = new Intl.DateTimeFormat(localeOf(i18n.language), { month: "long", year: "numeric", timeZone: "UTC" });
  const median = (seconds: number | null) => (seconds === null ? "–" : format.duration(seconds * 1_000));
  const columns: Column<RuleNoise>[] = [
    { key: "rule", header: t("alert"), cell: ({ alert_type }) => words.typeOf(alert_type) },
    { key: "raised", header: t("noise.raised"), cell: ({ raised }) => format.number(raised), align: "end" },
    { key: "sources", header: t("noise.sources"), cell: ({ sources }) => format.number(sources), align: "end" },
    {
      key: "share",
      header: t("noise.share"),
      cell: ({ acknowledged_share }) => `${format.number(acknowledged_share * 100)} %`,
      align: "end",
    },
    {
      key: "acknowledge",
      header: t("noise.toAcknowledge"),
      cell: (rule) => median(rule.median_seconds_to_acknowledge),
      align: "end",
    },
    { key: "clear", header: t("noise.toClear"), cell: (rule) => median(rule.median_seconds_to_clear), align: "end" },
    { key: "flapping", header: t("noise.flapping"), cell: ({ flapping }) => format.number(flapping), align: "end" },
  ];
  return (
    <>
      <PageHeader title={t("noise.title")} subtitle={t("noise.subtitle")} />
      <AlertPages />
      <div className="mb-4 grid max-w-xl gap-3 sm:grid-cols-2">
        <NativeSelect
          aria-label={t("noise.month")}
          value={month}
          onChange={(event) => set("month", event.target.value)}
          options={months.map((value) => ({ value, label: named.format(new Date(`${value}-01T00:00:00Z`)) }))}
        />
        {isAdmin && <WorkshopFilter value={filter.workshop} onChange={(value) => set("workshop", value)} />}
      </div>
      <QueryState
        query={query}
        empty={rules.length === 0}
        emptyState={<EmptyState icon={VolumeX} title={t("noise.none.title")} text={t("noise.none.text")} />}
      >
        <DataList caption={t("noise.title")} items={rules} columns={columns} rowKey={({ alert_type }) => alert_type} />
        {rules.some(({ flapping }) => flapping > 0) && <p className="mt-4 text-sm text-muted">{t("noise.advice")}</p>}
      </QueryState>
    </>
  );
}
