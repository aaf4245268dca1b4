import { useInfiniteQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { given } from "@/lib/api/query";
import { jobKeys } from "@/lib/jobs/keys";

/** What people did on a job, newest first. */
export function useActivity(jobId: number) {
  return useInfiniteQuery({
    queryKey: jobKeys.activity(jobId),
    queryFn: ({ pageParam, signal }) =>
      data(
        jobs.GET("/api/jobs/{jobId}/activity", {
          params: { path: { jobId }, query: given({ limit: 20, cursor: pageParam }) },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}
