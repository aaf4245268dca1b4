import { ClipboardList } from "lucide-react";
import { useTranslation } from "react-i18next";
import { JobsNav, useActivityText } from "@/components/job";
import { DataList, EmptyState, LoadMore, NativeSelect, PageHeader, QueryState } from "@/components/ui";
import { numberOf } from "@/lib/api/query";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { serverNow } from "@/lib/serverTime";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { beginOf, isPeriod } from "../api/period";
import { kinds, useStaffActivity } from "../api/useStaffActivity";
import { PeriodFilter, PersonFilter, PitFilter } from "../components/Filters";

/** Who did what in the workshop, and when. */
export default function Activity() {
  const { t } = useTranslation(["job-history", "job"]);
  const format = useFormat();
  const inWords = useActivityText();
  const { filter, set } = useUrlFilter("staff", "pit", "kind", "period");
  const period = isPeriod(filter.period) ? filter.period : "30";
  const query = useStaffActivity({
    user_id: numberOf(filter.staff),
    pit_id: numberOf(filter.pit),
    kind: filter.kind,
    from: beginOf(period, serverNow()),
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t("activity.title")} subtitle={t("activity.subtitle")} />
      <JobsNav />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <PersonFilter value={filter.staff} onChange={(staff) => set("staff", staff)} />
        <PitFilter value={filter.pit} onChange={(pit) => set("pit", pit)} />
        <NativeSelect
          className="w-full sm:w-44"
          aria-label={t("activity.kind")}
          value={filter.kind}
          onChange={(event) => set("kind", event.target.value)}
          options={[
            { value: "", label: t("activity.allKinds") },
            ...kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
          ]}
        />
        <PeriodFilter value={period} onChange={(value) => set("period", value === "30" ? "" : value)} />
      </div>
      <QueryState
        query={query}
        empty={items.length === 0}
        emptyState={<EmptyState icon={ClipboardList} title={t("activity.none")} />}
      >
        <DataList
          caption={t("activity.title")}
          items={items}
          rowKey={(item) => String(item.activity_id)}
          rowLink={(item) => paths.job.of(item.job_id)}
          columns={[
            { key: "what", header: t("activity.what"), cell: inWords },
            { key: "who", header: t("activity.who"), cell: (item) => item.name ?? t("job:activity.unknown") },
            { key: "car", header: t("plate"), cell: (item) => item.car_plate },
            { key: "pit", header: t("pit"), cell: (item) => t("job:pit", { number: item.pit_number }) },
            { key: "at", header: t("activity.at"), cell: (item) => format.minute(item.at) },
          ]}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </>
  );
}
