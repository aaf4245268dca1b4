import { useQuery } from "@tanstack/react-query";
import type { components } from "@/lib/api/schema/registry";
import { data, registry } from "@/lib/api/client";
import { type Range, ranges } from "../chart/view";

export type PitEvent = components["schemas"]["PitEventView"];

/** What happened to the pit's device within a range, newest first. */
export function useEvents(pitId: number, range: Range) {
  return useQuery({
    queryKey: ["pits", "events", pitId, range],
    queryFn: async ({ signal }) => {
      const from = new Date(Date.now() - ranges[range]).toISOString();
      const answer = await data(
        registry.GET("/api/pits/{pitId}/events", { params: { path: { pitId }, query: { from } }, signal }),
      );
      return answer.items;
    },
  });
}
