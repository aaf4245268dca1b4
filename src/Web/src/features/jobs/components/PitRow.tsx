import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/components/ui";
import { cn } from "@/lib/cn";
import { type Job, nextOf, type OpenStatus, openStatuses } from "@/lib/jobs/types";
import { JobCard } from "./JobCard";
import type { Moving } from "./useMoving";

export interface Place {
  pitId: number;
  name: string;
}

interface PitRowProps {
  place: Place;
  jobs: readonly Job[];
  watched: ReadonlySet<number>;
  moving: Moving;
  dragged: Job | null;
  onDrag: (job: Job | null) => void;
  onTime?: ((job: Job) => void) | undefined;
  onAdd?: ((pitId: number) => void) | undefined;
}

/** A pit and its jobs: what waits, what is worked on, what is looked over. One with nothing to do is a line. */
export function PitRow({ place, jobs, onAdd, ...rest }: PitRowProps) {
  const { t } = useTranslation("jobs");
  const id = `pit-${place.pitId}`;
  const isFree = jobs.length === 0;
  return (
    <section
      aria-labelledby={id}
      data-pit={place.pitId}
      className={cn("rounded-card border border-line bg-surface", isFree ? "py-1 pr-1 pl-3" : "p-3 sm:p-4")}
    >
      <div className={cn("flex min-h-touch items-center justify-between gap-2", !isFree && "mb-2")}>
        <h2 id={id} className="min-w-0 text-base font-semibold break-words">
          {place.name}
        </h2>
        {onAdd && (
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("newIn", { pit: place.name })}
            onClick={() => onAdd(place.pitId)}
          >
            <Plus aria-hidden />
          </Button>
        )}
      </div>
      {!isFree && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 md:grid-cols-3">
          {openStatuses.map((status) => (
            <Column
              key={status}
              {...rest}
              status={status}
              jobs={jobs.filter((job) => job.status === status)}
              place={place}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function Column({
  status,
  jobs,
  place,
  watched,
  moving,
  dragged,
  onDrag,
  onTime,
}: Omit<PitRowProps, "onAdd"> & { status: OpenStatus }) {
  const { t } = useTranslation(["jobs", "job"]);
  const takes = dragged !== null && dragged.pit_id === place.pitId && nextOf(dragged.status) === status;
  return (
    <div
      data-column={status}
      onDragOver={(event) => {
        if (takes) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        if (takes) moving.start(dragged, status);
        onDrag(null);
      }}
      className={cn(
        "min-w-0 rounded-control bg-sunken p-2",
        takes && "outline-2 outline-accent outline-dashed",
        // On a phone an empty column is only its name.
        jobs.length === 0 && "max-md:py-1",
      )}
    >
      <h3 className="flex justify-between gap-2 px-1 pb-1 text-xs font-medium text-muted">
        <span>{t(`job:status.${status}`)}</span>
        <span className="tabular-nums">{jobs.length}</span>
      </h3>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {jobs.map((job) => (
          <li key={job.job_id}>
            <JobCard job={job} watched={watched.has(job.job_id)} moving={moving} onTime={onTime} onDrag={onDrag} />
          </li>
        ))}
      </ul>
    </div>
  );
}
