import { useQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { useAskEvery } from "@/lib/live";
import { jobKeys } from "./keys";
import { isOpen, type JobDetails } from "./types";

const every = 20_000;

/** Everything of one job. */
export function useJob(jobId: number) {
  const pause = useAskEvery(every);
  return useQuery({
    queryKey: jobKeys.one(jobId),
    enabled: jobId > 0,
    queryFn: async ({ signal }) =>
      (await data(jobs.GET("/api/jobs/{jobId}", { params: { path: { jobId } }, signal }))) as JobDetails,
    refetchInterval: ({ state: { data: job } }) => (job !== undefined && !isOpen(job.status) ? false : pause),
  });
}
