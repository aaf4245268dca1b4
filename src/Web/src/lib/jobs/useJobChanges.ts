import { useQueryClient } from "@tanstack/react-query";
import { useLiveEvent } from "@/lib/live";
import type { JobStatusEvent } from "@/lib/live/events";
import { jobKeys } from "./keys";
import type { Job, JobDetails, JobStatus } from "./types";

type Changing = Pick<Job, "job_id" | "version" | "status" | "estimated_end_time" | "current_stage">;

/** The job after an event; the same one when the event is of another, or older than what is known. */
export function afterEvent<T extends Job | JobDetails>(job: T, event: JobStatusEvent): T {
  if (job.job_id !== event.job_id || job.version >= event.version) return job;
  const changed: Changing = {
    job_id: job.job_id,
    version: event.version,
    status: event.status as JobStatus,
    estimated_end_time: event.estimated_end_time,
    current_stage: event.current_stage,
  };
  return "stages_done" in job
    ? { ...job, ...changed, stages_done: event.stages_done, stages_total: event.stages_total }
    : { ...job, ...changed };
}

/**
 * Keeps what is shown of jobs true: what the event says is there at once, the rest (a new job, times of stages) is asked for.
 * That also ends a request that was sent before the event and would answer with the state of before.
 */
export function useJobChanges(): void {
  const queryClient = useQueryClient();
  useLiveEvent("job_status", (event) => {
    queryClient.setQueriesData<Job[]>({ queryKey: jobKeys.lists }, (known) =>
      known?.map((job) => afterEvent(job, event)),
    );
    queryClient.setQueryData<JobDetails>(jobKeys.one(event.job_id), (known) => known && afterEvent(known, event));
    void queryClient.invalidateQueries({ queryKey: jobKeys.lists });
    void queryClient.invalidateQueries({ queryKey: jobKeys.one(event.job_id) });
    void queryClient.invalidateQueries({ queryKey: jobKeys.activity(event.job_id) });
  });
}
