import type { QueryClient } from "@tanstack/react-query";
import type { DeviceStatusEvent, LicenseSwitchEvent } from "@/lib/live/events";
import { afterStatus, afterSwitch, type Pit } from "./pit";

interface News {
  status?: { event: DeviceStatusEvent; heardAt: number };
  thrown?: { event: LicenseSwitchEvent; heardAt: number };
}

/**
 * What is heard of a license may be ahead of the service that answers about pits by the time that a message between
 * services takes: such news outlive an answer that was asked for a little later.
 */
const ahead = 5_000;

const known = new WeakMap<QueryClient, Map<string, News>>();

function newsOf(queryClient: QueryClient): Map<string, News> {
  const news = known.get(queryClient) ?? new Map<string, News>();
  known.set(queryClient, news);
  return news;
}

/** Notes an event; false when something newer of that device was heard before, whose place it must not take. */
export function note(queryClient: QueryClient, event: DeviceStatusEvent | LicenseSwitchEvent): boolean {
  const all = newsOf(queryClient);
  const news = all.get(event.device_id) ?? {};
  if (event.type === "device_status") {
    if (news.status !== undefined && Date.parse(news.status.event.at) > Date.parse(event.at)) return false;
    all.set(event.device_id, { ...news, status: { event, heardAt: Date.now() } });
  } else {
    const before = news.thrown?.event.requested_at;
    if (before !== undefined && Date.parse(before) > Date.parse(event.requested_at)) return false;
    all.set(event.device_id, { ...news, thrown: { event, heardAt: Date.now() } });
  }
  return true;
}

/** A pit as the platform answered, with what was heard of its device since it was asked: the answer may be older than that. */
export function withNews(queryClient: QueryClient, pit: Pit, askedAt: number): Pit {
  const news = pit.device_id === null ? undefined : newsOf(queryClient).get(pit.device_id);
  const isNewer = (item: { heardAt: number } | undefined) => item !== undefined && item.heardAt >= askedAt - ahead;
  let now = pit;
  if (news?.status !== undefined && isNewer(news.status)) now = afterStatus(now, news.status.event);
  if (news?.thrown !== undefined && isNewer(news.thrown)) now = afterSwitch(now, news.thrown.event);
  return now;
}
