import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Alert, seesAlerts } from "@/lib/alerting/types";
import { data, notifications } from "@/lib/api/client";
import { useLiveEvent } from "@/lib/live";
import { useMe } from "@/lib/session/useSession";
import { type Range, ranges } from "../chart/view";

/** Alerts of the pit that were raised within a range, newest first; none for whom they are not for. */
export function usePitAlerts(pitId: number, range: Range) {
  const me = useMe();
  return useQuery({
    queryKey: ["pits", "alerts", pitId, range],
    enabled: seesAlerts(me),
    queryFn: async ({ signal }) => {
      const from = new Date(Date.now() - ranges[range]).toISOString();
      const query = { pit_id: pitId, from, limit: 50 };
      return (await data(notifications.GET("/api/alerts", { params: { query }, signal }))).items as Alert[];
    },
  });
}

/** Asks again when an alert of the pit changes. */
export function usePitAlertsLive(pitId: number): void {
  const client = useQueryClient();
  useLiveEvent("alert", (event) => {
    if (event.pit_id === pitId) void client.invalidateQueries({ queryKey: ["pits", "alerts", pitId] });
  });
}
