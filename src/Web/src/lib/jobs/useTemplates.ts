import { useQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/jobs";

export type Template = components["schemas"]["TemplateView"];

export const templateKey = ["job-templates"];

/** What a workshop usually does. */
export function useTemplates() {
  return useQuery({
    queryKey: templateKey,
    queryFn: async ({ signal }) => (await data(jobs.GET("/api/job-templates", { signal }))).items,
    staleTime: 60_000,
  });
}
