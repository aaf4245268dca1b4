import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { jobKeys } from "@/lib/jobs/keys";

/** Says another time at which the job will be done; the customer sees it at once. */
export function useSetTime(jobId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (estimatedEndTime: string) =>
      data(
        jobs.PATCH("/api/jobs/{jobId}/time", {
          params: { path: { jobId } },
          body: { estimated_end_time: estimatedEndTime },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
