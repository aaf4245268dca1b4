import type { QueryClient } from "@tanstack/react-query";
import type { AlertEvent } from "@/lib/live/events";
import type { Alert } from "./types";

/** What was heard of alerts, and when: an answer that was asked for before may be older than that. */
const known = new WeakMap<QueryClient, Map<number, { event: AlertEvent; heardAt: number }>>();
const kept = 500;

function newsOf(client: QueryClient) {
  const news = known.get(client) ?? new Map<number, { event: AlertEvent; heardAt: number }>();
  known.set(client, news);
  return news;
}

/** Notes an event; false when something newer of that alert was heard before, whose place it must not take. */
export function note(client: QueryClient, event: AlertEvent): boolean {
  const news = newsOf(client);
  const before = news.get(event.alert_id)?.event.updated_at;
  if (before !== undefined && Date.parse(before) > Date.parse(event.updated_at)) return false;
  news.delete(event.alert_id);
  news.set(event.alert_id, { event, heardAt: Date.now() });
  const oldest = news.keys().next();
  if (news.size > kept && oldest.done !== true) news.delete(oldest.value);
  return true;
}

/** The alerts that are not over, after an event. */
export function afterEvent(alerts: readonly Alert[], event: AlertEvent): readonly Alert[] {
  const before = alerts.find((alert) => alert.alert_id === event.alert_id);
  if (before !== undefined && Date.parse(before.updated_at) > Date.parse(event.updated_at)) return alerts;
  if (event.status === "cleared") return before === undefined ? alerts : alerts.filter((alert) => alert !== before);
  const now = alertOf(event, before);
  return before === undefined ? [now, ...alerts] : alerts.map((alert) => (alert === before ? now : alert));
}

/** An answer with what was heard since it was asked for. */
export function withNews(client: QueryClient, alerts: readonly Alert[], askedAt: number): readonly Alert[] {
  let now = alerts;
  for (const { event, heardAt } of newsOf(client).values()) if (heardAt >= askedAt) now = afterEvent(now, event);
  return now;
}

/** An event says all of an alert but what its acknowledgement says. */
function alertOf({ type: _, ...event }: AlertEvent, before: Alert | undefined): Alert {
  const taken = event.status === "acknowledged";
  return {
    acknowledged_at: taken ? (before?.acknowledged_at ?? event.updated_at) : null,
    note: taken ? (before?.note ?? null) : null,
    cleared_at: null,
    clear_reason: null,
    ...event,
  };
}
