import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ReportButton, StatusBadge } from "@/components/job";
import { Button, NoSuchPage, PageHeader, QueryState, Skeleton } from "@/components/ui";
import { ApiError } from "@/lib/api/problem";
import { isOpen, type JobDetails } from "@/lib/jobs/types";
import { useJob } from "@/lib/jobs/useJob";
import { useJobChanges } from "@/lib/jobs/useJobChanges";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { CustomerCard, RatingCard } from "../components/AboutCards";
import { ActivityCard } from "../components/ActivityCard";
import { MaterialCard } from "../components/MaterialCard";
import { MoveDialogs } from "../components/MoveDialogs";
import { StaffCard } from "../components/StaffCard";
import { StageCard } from "../components/StageCard";
import { TimesCard } from "../components/TimesCard";
import { useMoving } from "../components/useMoving";

/** One job: how far it is, what it needs, who works on it, and all that happened. */
export default function Job() {
  const { t } = useTranslation(["jobs", "job"]);
  const { jobId } = useParams();
  const id = /^[1-9]\d{0,15}$/.test(jobId ?? "") ? Number(jobId) : 0;
  const query = useJob(id);
  useJobChanges();
  const job = query.data;
  // A job of another pit or workshop answers as one that does not exist, also when it was this reader's a moment ago.
  if (id === 0 || (query.error instanceof ApiError && query.error.status === 404)) return <NoSuchPage />;
  return (
    <>
      <PageHeader
        title={job === undefined ? t("one") : `${job.car_model} · ${job.car_plate}`}
        back={{ to: paths.jobs, label: t("title") }}
        subtitle={
          job && (
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <StatusBadge status={job.status} />
              <span>{job.work_type}</span>
              <Link
                to={paths.pit.of(job.pit_id)}
                className="inline-flex min-h-touch min-w-touch items-center underline decoration-line-strong underline-offset-4"
              >
                {t("job:pit", { number: job.pit_number })}
              </Link>
            </span>
          )
        }
        actions={job && <ReportButton jobId={job.job_id} />}
      />
      <QueryState query={query} skeleton={<Skeleton className="h-64 rounded-card" />}>
        {() => job && <Loaded job={job} />}
      </QueryState>
    </>
  );
}

function Loaded({ job }: { job: JobDetails }) {
  const { t } = useTranslation("jobs");
  const isOwner = useMe().role === "owner";
  const moving = useMoving();
  const busy = moving.moving === job.job_id;
  return (
    <>
      <MoveDialogs moving={moving} />
      {job.next_statuses.length > 0 && (
        <div className="mb-4 flex flex-wrap gap-2">
          {job.next_statuses.map((next) =>
            next === "cancelled" ? (
              <Button key={next} variant="ghost" className="min-h-14 text-bad" onClick={() => moving.start(job, next)}>
                {t("move.cancelled")}
              </Button>
            ) : (
              <Button
                key={next}
                className="min-h-14 flex-1 text-base sm:max-w-80"
                icon={<ArrowRight aria-hidden />}
                busy={busy}
                onClick={() => moving.start(job, next)}
              >
                {t(`move.${next}`)}
              </Button>
            ),
          )}
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <div className="contents lg:grid lg:grid-cols-[minmax(0,1fr)] lg:gap-4">
          <StageCard job={job} />
          <MaterialCard job={job} mayEdit={isOwner} />
          <StaffCard job={job} mayEdit={isOwner} />
        </div>
        <div className="contents lg:grid lg:grid-cols-[minmax(0,1fr)] lg:gap-4">
          {!isOpen(job.status) && (
            <div className="min-w-0 max-lg:order-first">
              <RatingCard job={job} />
            </div>
          )}
          {/* How long yet is what is asked first; on a phone it stands on top. */}
          <div className="min-w-0 max-lg:order-first">
            <TimesCard job={job} mayEdit={isOwner} />
          </div>
          <CustomerCard job={job} />
          <ActivityCard jobId={job.job_id} />
        </div>
      </div>
    </>
  );
}
