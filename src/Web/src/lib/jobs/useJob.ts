import { useQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { useLiveState } from "@/lib/live";
import { jobKeys } from "./keys";
import { isOpen, type JobDetails } from "./types";

const every = 20_000;

/** Everything of one job. */
export function useJob(jobId: number) {
  const state = useLiveState();
  return useQuery({
    queryKey: jobKeys.one(jobId),
    enabled: jobId > 0,
    queryFn: async ({ signal }) =>
      (await data(jobs.GET("/api/jobs/{jobId}", { params: { path: { jobId } }, signal }))) as JobDetails,
    refetchInterval: ({ state: { data: job } }) =>
      state === "live" || (job !== undefined && !isOpen(job.status)) ? false : every,
  });
}
