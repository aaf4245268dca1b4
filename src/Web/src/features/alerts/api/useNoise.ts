import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import { given, numberOf } from "@/lib/api/query";
import type { components } from "@/lib/api/schema/notifications";

export type RuleNoise = components["schemas"]["RuleNoise"];

/** What each rule did in a month (`2026-11`, UTC), the loudest first. */
export function useNoise(month: string, workshop: string) {
  return useQuery({
    queryKey: ["alerts", "noise", { month, workshop }],
    queryFn: ({ signal }) =>
      data(
        notifications.GET("/api/alerts/noise", {
          params: { query: given({ month, workshop_id: numberOf(workshop) }) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
