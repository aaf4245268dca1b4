import { useQuery } from "@tanstack/react-query";
import type { Alert, AlertChange } from "@/lib/alerting/types";
import { data, notifications } from "@/lib/api/client";

/** An alert with what happened to it, in order. */
export interface AlertDetails {
  alert: Alert;
  history: AlertChange[];
}

export function useAlert(alertId: number, enabled = true) {
  return useQuery({
    queryKey: ["alerts", "one", alertId],
    enabled: enabled && alertId > 0,
    queryFn: async ({ signal }) =>
      (await data(
        notifications.GET("/api/alerts/{alertId}", { params: { path: { alertId } }, signal }),
      )) as AlertDetails,
  });
}
