import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/jobs";
import { serverNow } from "@/lib/serverTime";

export type Analytics = components["schemas"]["JobAnalytics"];

const day = 24 * 60 * 60_000;

/** Figures of the jobs that were completed in the last days. */
export function useAnalytics(days: number) {
  return useQuery({
    queryKey: ["jobs", "analytics", days],
    queryFn: ({ signal }) =>
      data(
        jobs.GET("/api/jobs/analytics", {
          params: { query: { from: new Date(serverNow() - days * day).toISOString() } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
