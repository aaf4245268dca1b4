import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { jobKeys } from "@/lib/jobs/keys";
import type { Job, JobDetails, JobStatus } from "@/lib/jobs/types";

/** Takes a job to another status. */
export function useMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ jobId, status }: { jobId: number; status: JobStatus }) =>
      data(jobs.PATCH("/api/jobs/{jobId}/status", { params: { path: { jobId } }, body: { status } })),
    onSuccess: (_, { jobId, status }) => {
      // The list asked for next says the rest; the card goes to its place at once.
      client.setQueriesData<Job[]>({ queryKey: jobKeys.lists }, (known) =>
        known?.map((job) => (job.job_id === jobId ? { ...job, status } : job)),
      );
      client.setQueryData<JobDetails>(jobKeys.one(jobId), (job) => job && { ...job, status, next_statuses: [] });
    },
    // Also when it was refused: what is shown is not how it is.
    onSettled: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
