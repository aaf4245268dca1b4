import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { jobKeys } from "@/lib/jobs/keys";

/** Ticks a stage, or takes the tick back. */
export function useSetStage(jobId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ position, done }: { position: number; done: boolean }) =>
      data(
        jobs.PATCH("/api/jobs/{jobId}/stages/{position}", {
          params: { path: { jobId, position } },
          body: { done, current: null },
        }),
      ),
    onSuccess: (job) => client.setQueryData(jobKeys.one(jobId), job),
    onSettled: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
