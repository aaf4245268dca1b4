import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/jobs";

export type JobSettings = components["schemas"]["JobSettings"];

const key = ["jobs", "settings"] as const;

/** What the workshop set for its jobs. */
export function useJobSettings() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => data(jobs.GET("/api/jobs/settings", { signal })),
  });
}

export function useSetJobSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { country_code: string }) => data(jobs.PUT("/api/jobs/settings", { body })),
    onSuccess: (settings) => queryClient.setQueryData(key, settings),
  });
}
