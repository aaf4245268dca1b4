import { Car } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { StatusBadge } from "@/components/job";
import { EmptyState, PageHeader, QueryState, Skeleton } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { isOpen, isRunning, type Job } from "@/lib/jobs/types";
import { useJob } from "@/lib/jobs/useJob";
import { useJobChanges } from "@/lib/jobs/useJobChanges";
import { useJobs } from "@/lib/jobs/useJobs";
import { paths } from "@/lib/paths";
import { CustomerJob } from "../components/CustomerJob";

/** The car that matters now: the one that is worked on, else the one that waits, else the last one. */
function currentOf(jobs: readonly Job[]): Job | undefined {
  return (
    jobs.find(({ status }) => isRunning(status)) ??
    jobs.find(({ status }) => isOpen(status)) ??
    jobs.find(({ status }) => status === "completed") ??
    jobs[0]
  );
}

/** A customer's start: the own car, and those of before. */
export default function MyJobs() {
  const { t } = useTranslation("my-jobs");
  const query = useJobs({});
  useJobChanges();
  const all = query.data ?? [];
  const current = currentOf(all);
  const others = all.filter(({ job_id }) => job_id !== current?.job_id);
  return (
    <>
      <PageHeader
        title={current?.car_model ?? t("title")}
        {...(current && { subtitle: `${current.car_plate} · ${current.work_type}` })}
      />
      <QueryState
        query={query}
        skeleton={<Skeleton className="h-64 rounded-card" />}
        empty={current === undefined}
        emptyState={<EmptyState icon={Car} title={t("none.title")} text={t("none.text")} />}
      >
        {current && <Current key={current.job_id} jobId={current.job_id} />}
        {others.length > 0 && <Others jobs={others} />}
      </QueryState>
    </>
  );
}

function Current({ jobId }: { jobId: number }) {
  const query = useJob(jobId);
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-64 rounded-card" />}>
      {() => query.data && <CustomerJob job={query.data} />}
    </QueryState>
  );
}

function Others({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation("my-jobs");
  const format = useFormat();
  return (
    <section aria-labelledby="others" className="mx-auto mt-6 max-w-2xl">
      <h2 id="others" className="mb-3 text-base font-semibold">
        {t("others")}
      </h2>
      <ul className="grid gap-3">
        {jobs.map((job) => (
          <li key={job.job_id} className="relative rounded-card border border-line bg-surface p-4">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <Link
                to={paths.job.of(job.job_id)}
                className="min-w-0 font-medium break-words after:absolute after:inset-0"
              >
                {job.car_model} · {job.car_plate}
              </Link>
              <StatusBadge status={job.status} />
            </div>
            <p className="mt-1 text-sm text-muted">
              {job.work_type} · {format.date(job.created_at)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
