import { useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import { useLiveState } from "@/lib/live";

/** All that is asked of somebody's own messages begins with this key. */
export const messagesKey = ["messages"] as const;

/** How often messages are asked for while nobody can tell that there are new ones; false while the live connection does. */
export function useMessagePause(): number | false {
  return useLiveState() === "live" ? false : 60_000;
}

/** How many messages in the app are unread. The frame asks again when it hears of one (`Watch`). */
export function useUnread(): number {
  const pause = useMessagePause();
  const query = useQuery({
    queryKey: [...messagesKey, "unread"],
    queryFn: async ({ signal }) =>
      (await data(notifications.GET("/api/messages", { params: { query: { unread: true, limit: 1 } }, signal })))
        .unread,
    refetchInterval: pause,
  });
  return query.data ?? 0;
}
