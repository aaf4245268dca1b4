import { useQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";

const every = 20_000;

/**
 * Tells the workshop that its customer looks on, as long as the page can be seen; like any question it is tried again, and
 * says in its state what became of it.
 */
export function useWatching(jobId: number, enabled: boolean) {
  return useQuery({
    queryKey: ["watching", jobId],
    queryFn: async () => {
      await data(jobs.POST("/api/jobs/{jobId}/watching", { params: { path: { jobId } } }));
      return true;
    },
    enabled,
    staleTime: 0,
    refetchInterval: every,
  });
}
