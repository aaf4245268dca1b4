import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { templateKey } from "@/lib/jobs/useTemplates";

export function useDeleteTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (templateId: number) =>
      data(jobs.DELETE("/api/job-templates/{templateId}", { params: { path: { templateId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: templateKey }),
  });
}
