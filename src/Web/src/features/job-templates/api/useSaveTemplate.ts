import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/jobs";
import { templateKey } from "@/lib/jobs/useTemplates";

export type TemplateDraft = components["schemas"]["SaveTemplate"];

/** Makes a template, or changes one. Jobs that were taken on before keep what they copied. */
export function useSaveTemplate(templateId: number | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TemplateDraft) =>
      data(
        templateId === null
          ? jobs.POST("/api/job-templates", { body })
          : jobs.PUT("/api/job-templates/{templateId}", { params: { path: { templateId } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: templateKey }),
  });
}
