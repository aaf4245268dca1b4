import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import type { components } from "@/lib/api/schema/jobs";
import { jobKeys } from "@/lib/jobs/keys";

export type NewJob = components["schemas"]["CreateJob"];
export type CreatedJob = components["schemas"]["CreatedJob"];

/** Takes a job on; sent again after a lost answer it is the same job. A new customer's credentials are in the answer once. */
export function useCreateJob() {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async (body: NewJob) => {
      const created = await data(jobs.POST("/api/jobs", { body, headers: { "Idempotency-Key": key.of(body) } }));
      key.done();
      return created;
    },
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: jobKeys.all }),
  });
}
