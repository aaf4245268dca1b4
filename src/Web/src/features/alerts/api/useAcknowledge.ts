import { useMutation, useQueryClient } from "@tanstack/react-query";
import { activeAlertsKey } from "@/lib/alerting/useActiveAlerts";
import type { Alert } from "@/lib/alerting/types";
import { data, notifications } from "@/lib/api/client";

/** Takes an alert on. Also after a refusal everything is asked again: somebody else was faster, or it is over. */
export function useAcknowledge(alertId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (note: string) =>
      (await data(
        notifications.POST("/api/alerts/{alertId}/acknowledge", {
          params: { path: { alertId } },
          body: { note: note === "" ? null : note },
        }),
      )) as Alert,
    onSuccess: (alert) =>
      client.setQueryData<readonly Alert[]>(activeAlertsKey, (alerts) =>
        alerts?.map((one) => (one.alert_id === alert.alert_id ? alert : one)),
      ),
    onError: () => client.invalidateQueries({ queryKey: activeAlertsKey }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["alerts", "list"] }),
        client.invalidateQueries({ queryKey: ["alerts", "one", alertId] }),
      ]),
  });
}
