import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { jobKeys } from "@/lib/jobs/keys";

/** Writes the list of materials; those that stay keep their ticks. */
export function useSetMaterials(jobId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (names: string[]) =>
      data(jobs.PUT("/api/jobs/{jobId}/materials", { params: { path: { jobId } }, body: { names } })),
    onSuccess: (job) => client.setQueryData(jobKeys.one(jobId), job),
    onSettled: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
