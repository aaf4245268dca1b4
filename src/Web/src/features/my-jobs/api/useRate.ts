import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { jobKeys } from "@/lib/jobs/keys";

/** Says once how the work was. */
export function useRate(jobId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { rating: number; comment: string | null }) =>
      data(jobs.POST("/api/jobs/{jobId}/rating", { params: { path: { jobId } }, body })),
    // Also when it was rated meanwhile, from another device.
    onSettled: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
