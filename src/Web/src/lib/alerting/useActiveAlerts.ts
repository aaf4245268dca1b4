import { type QueryFunctionContext, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import { useLiveEvent } from "@/lib/live";
import { useMe } from "@/lib/session/useSession";
import { afterEvent, note, withNews } from "./news";
import { type Alert, seesAlerts } from "./types";

export const activeAlertsKey = ["alerts", "active"] as const;

/** More than this many at once is read by nobody, and counted as such. */
const mostPages = 5;

/** All alerts that are not over and that the reader may see, the newest first. */
export const activeAlertsQuery = {
  queryKey: activeAlertsKey,
  staleTime: 60_000,
  queryFn: async ({ signal, client }: QueryFunctionContext): Promise<readonly Alert[]> => {
    const askedAt = Date.now();
    const alerts: Alert[] = [];
    let cursor: number | null = null;
    for (let page = 0; page < mostPages; page++) {
      const query: { status: string; limit: number; cursor?: number } = { status: "active", limit: 200 };
      if (cursor !== null) query.cursor = cursor;
      const answer: { items: unknown[]; next_cursor: string | null } = await data(
        notifications.GET("/api/alerts", { params: { query }, signal }),
      );
      alerts.push(...(answer.items as Alert[]));
      if (answer.next_cursor === null) break;
      cursor = Number(answer.next_cursor);
    }
    return withNews(client, alerts, askedAt);
  },
};

/** The same, live. `select` narrows them, so that a component renders only when its part changes. */
export function useActiveAlerts<T = readonly Alert[]>(select?: (alerts: readonly Alert[]) => T) {
  const client = useQueryClient();
  const me = useMe();
  useLiveEvent("alert", (event) => {
    if (!note(client, event)) return;
    client.setQueryData<readonly Alert[]>(activeAlertsKey, (alerts) =>
      alerts === undefined ? alerts : afterEvent(alerts, event),
    );
    void client.invalidateQueries({ queryKey: ["alerts", "list"] });
    void client.invalidateQueries({ queryKey: ["alerts", "one", event.alert_id] });
  });
  return useQuery({ ...activeAlertsQuery, enabled: seesAlerts(me), ...(select !== undefined && { select }) });
}
