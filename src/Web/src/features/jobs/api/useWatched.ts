import { useQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";

/** Jobs whose customer looks on. Their pages say so every 20 s, and nobody is told when it stops. */
export function useWatched(enabled: boolean) {
  return useQuery({
    queryKey: ["jobs", "watching"],
    enabled,
    refetchInterval: 15_000,
    queryFn: async ({ signal }) => (await data(jobs.GET("/api/jobs/watching", { signal }))).items,
  });
}
