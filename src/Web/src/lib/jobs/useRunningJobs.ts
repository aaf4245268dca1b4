import { useMemo } from "react";
import type { Job } from "./types";
import { useJobChanges } from "./useJobChanges";
import { jobsQuery, useJobs } from "./useJobs";

export const runningJobsQuery = (workshopId: number | null) => jobsQuery(running(workshopId));

const running = (workshopId: number | null) => ({ workshop_id: workshopId, status: "in_progress,quality_check" });

/** The job that is worked on, by pit; undefined while that is not known. */
export function useRunningJobs(workshopId: number | null, enabled: boolean): ReadonlyMap<number, Job> | undefined {
  const { data } = useJobs(running(workshopId), enabled);
  useJobChanges();
  return useMemo(() => data && new Map(data.map((job) => [job.pit_id, job])), [data]);
}
