import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { JobsNav, Stars, StatusBadge, useSpan } from "@/components/job";
import {
  Button,
  DataList,
  EmptyState,
  FilterChips,
  LoadMore,
  PageHeader,
  QueryState,
  SearchInput,
} from "@/components/ui";
import { numberOf } from "@/lib/api/query";
import { useFormat } from "@/lib/i18n/format";
import { type Job, type JobStatus, statuses } from "@/lib/jobs/types";
import { paths } from "@/lib/paths";
import { serverNow } from "@/lib/serverTime";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { beginOf, isPeriod } from "../api/period";
import { useHistory } from "../api/useHistory";
import { PeriodFilter, PersonFilter, PitFilter } from "../components/Filters";

/** Every job of the workshop, found again. */
export default function History() {
  const { t } = useTranslation(["job-history", "job"]);
  const format = useFormat();
  const span = useSpan();
  const { filter, set, clear, filtered } = useUrlFilter("status", "period", "pit", "staff", "q");
  const period = isPeriod(filter.period) ? filter.period : "90";
  const query = useHistory({
    status: filter.status,
    pit_id: numberOf(filter.pit) ?? null,
    staff_id: numberOf(filter.staff) ?? null,
    q: filter.q.trim(),
    from: beginOf(period, serverNow()),
  });
  const jobs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const took = ({ started_at, ended_at }: Job) =>
    started_at === null || ended_at === null ? "–" : span(Date.parse(ended_at) - Date.parse(started_at));
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <JobsNav />
      <div className="mb-4 grid gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <SearchInput
            value={filter.q}
            onChange={(text) => set("q", text)}
            label={t("search")}
            className="w-full sm:w-64"
          />
          <PitFilter value={filter.pit} onChange={(pit) => set("pit", pit)} />
          <PersonFilter value={filter.staff} onChange={(staff) => set("staff", staff)} />
          <PeriodFilter value={period} onChange={(value) => set("period", value === "90" ? "" : value)} />
        </div>
        <FilterChips
          label={t("status")}
          value={filter.status as JobStatus | ""}
          onChange={(status) => set("status", status)}
          options={[
            { value: "", label: t("all") },
            ...statuses.map((value) => ({ value, label: t(`job:status.${value}`) })),
          ]}
        />
      </div>
      <QueryState
        query={query}
        empty={jobs.length === 0}
        emptyState={
          <EmptyState
            icon={SearchX}
            title={t(filtered ? "noMatch" : "none")}
            action={
              filtered && (
                <Button variant="secondary" onClick={clear}>
                  {t("showAll")}
                </Button>
              )
            }
          />
        }
      >
        <DataList
          caption={t("title")}
          items={jobs}
          rowKey={(job) => String(job.job_id)}
          rowLink={(job) => paths.job.of(job.job_id)}
          columns={[
            { key: "car", header: t("car"), cell: (job) => `${job.car_model} · ${job.car_plate}` },
            { key: "status", header: t("status"), cell: (job) => <StatusBadge status={job.status} /> },
            { key: "customer", header: t("customer"), cell: (job) => job.customer_name },
            { key: "work", header: t("work"), cell: (job) => job.work_type },
            {
              key: "pit",
              header: t("pit"),
              cell: (job) => <Whole>{t("job:pit", { number: job.pit_number })}</Whole>,
              hideBelow: "md",
            },
            {
              key: "staff",
              header: t("staff"),
              cell: (job) => (job.staff ?? []).map(({ name }) => name).join(", ") || "–",
              hideBelow: "lg",
            },
            { key: "created", header: t("created"), cell: (job) => <Whole>{format.date(job.created_at)}</Whole> },
            { key: "took", header: t("took"), cell: took, align: "end", hideBelow: "lg" },
            {
              key: "rating",
              header: t("rating"),
              cell: (job) => (job.rating === null ? "–" : <Stars rating={job.rating} />),
              hideBelow: "md",
            },
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

/** Not broken into two lines. */
function Whole({ children }: { children: string }) {
  return <span className="whitespace-nowrap">{children}</span>;
}
