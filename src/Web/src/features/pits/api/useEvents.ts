import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@/lib/api/schema/registry";
import { data, registry } from "@/lib/api/client";
import { useLiveEvent } from "@/lib/live";
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

/** Asks again when something happens to the pit's device. */
export function useEventsLive(pitId: number): void {
  const queryClient = useQueryClient();
  const ask = (event: { pit_id: number | null }) => {
    if (event.pit_id === pitId) void queryClient.invalidateQueries({ queryKey: ["pits", "events", pitId] });
  };
  useLiveEvent("device_status", ask);
  useLiveEvent("license_switch", ask);
}
