import { useMemo } from "react";
import type { Job } from "./types";
import { useJobChanges } from "./useJobChanges";
import { useJobs } from "./useJobs";

/** The job that is worked on, by pit; undefined while that is not known. */
export function useRunningJobs(workshopId: number | null, enabled: boolean): ReadonlyMap<number, Job> | undefined {
  const { data } = useJobs({ workshop_id: workshopId, status: "in_progress,quality_check" }, enabled);
  useJobChanges();
  return useMemo(() => data && new Map(data.map((job) => [job.pit_id, job])), [data]);
}
