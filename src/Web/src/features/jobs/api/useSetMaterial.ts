import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { jobKeys } from "@/lib/jobs/keys";

/** Ticks a material, or takes the tick back. */
export function useSetMaterial(jobId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ position, done }: { position: number; done: boolean }) =>
      data(
        jobs.PATCH("/api/jobs/{jobId}/materials/{position}", {
          params: { path: { jobId, position } },
          body: { done },
        }),
      ),
    onSuccess: (job) => client.setQueryData(jobKeys.one(jobId), job),
    onSettled: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
