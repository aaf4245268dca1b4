import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { jobKeys } from "@/lib/jobs/keys";

/** Says who works on the job. */
export function useSetStaff(jobId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userIds: number[]) =>
      data(jobs.PUT("/api/jobs/{jobId}/staff", { params: { path: { jobId } }, body: { user_ids: userIds } })),
    onSuccess: (job) => client.setQueryData(jobKeys.one(jobId), job),
    onSettled: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
