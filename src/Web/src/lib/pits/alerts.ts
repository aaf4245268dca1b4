import { type Alert, rankOf, type Severity } from "@/lib/alerting/types";

/** The worst that is not over in each pit. */
export function worstByPit(alerts: readonly Alert[]): ReadonlyMap<number, Severity> {
  const worst = new Map<number, Severity>();
  for (const { pit_id, severity } of alerts) {
    const known = pit_id === null ? undefined : worst.get(pit_id);
    if (pit_id !== null && (known === undefined || rankOf(severity) < rankOf(known))) worst.set(pit_id, severity);
  }
  return worst;
}

/** When alerts began and ended. */
export function turnsOf(alerts: readonly Alert[]): { alert: Alert; at: string; isOver: boolean }[] {
  return alerts.flatMap((alert) => [
    { alert, at: alert.raised_at, isOver: false },
    ...(alert.cleared_at === null ? [] : [{ alert, at: alert.cleared_at, isOver: true }]),
  ]);
}
