import { ArrowRight, Clock, Eye, User } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Remaining } from "@/components/job";
import { Badge, Button } from "@/components/ui";
import { cn } from "@/lib/cn";
import { type Job, nextOf } from "@/lib/jobs/types";
import { paths } from "@/lib/paths";
import type { Moving } from "./useMoving";

interface JobCardProps {
  job: Job;
  watched: boolean;
  moving: Moving;
  /** Absent for those who may not change it. */
  onTime?: ((job: Job) => void) | undefined;
  onDrag: (job: Job | null) => void;
}

/** A job on the board: dragged to its next column, or sent there by its button. */
export function JobCard({ job, watched, moving, onTime, onDrag }: JobCardProps) {
  const { t } = useTranslation(["jobs", "job"]);
  const next = nextOf(job.status);
  const id = `job-${job.job_id}`;
  return (
    <article
      aria-labelledby={id}
      data-job={job.job_id}
      data-status={job.status}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", String(job.job_id));
        onDrag(job);
      }}
      onDragEnd={() => onDrag(null)}
      className={cn(
        "grid gap-2 rounded-control border border-line bg-raised p-3 text-sm",
        moving.moving === job.job_id && "opacity-60",
      )}
    >
      <div className="flex items-start justify-between gap-2">
        <h4 id={id} className="min-w-0 font-semibold">
          <Link
            to={paths.job.of(job.job_id)}
            className="-my-2 flex min-h-touch items-center break-words hover:underline"
          >
            {job.car_model} · {job.car_plate}
          </Link>
        </h4>
        {watched && (
          <Badge tone="accent" icon={<Eye aria-hidden />}>
            {t("watching")}
          </Badge>
        )}
      </div>
      <p className="min-w-0 break-words text-muted">
        {job.work_type} · {job.customer_name}
      </p>
      {job.stages_total > 0 && (
        <p className="min-w-0 break-words text-muted">
          {job.current_stage !== null && `${job.current_stage} · `}
          {t("job:of", { done: job.stages_done, all: job.stages_total })}
        </p>
      )}
      {(job.staff ?? []).length > 0 && (
        <p className="flex min-w-0 items-center gap-1.5 text-muted">
          <User aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 break-words">{job.staff?.map(({ name }) => name).join(", ")}</span>
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Remaining job={job} />
        {onTime && (
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("time.of", { car: job.car_plate })}
            onClick={() => onTime(job)}
          >
            <Clock aria-hidden />
          </Button>
        )}
      </div>
      {next !== null && (
        <Button
          variant="secondary"
          className="w-full"
          icon={<ArrowRight aria-hidden />}
          busy={moving.moving === job.job_id}
          onClick={() => moving.start(job, next)}
        >
          {t(`move.${next}`)}
        </Button>
      )}
    </article>
  );
}
