import { useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import { useAskEvery } from "@/lib/live";

/** All that is asked of somebody's own messages begins with this key. */
export const messagesKey = ["messages"] as const;

/** How often messages are asked for while news of them do not come by themselves; false while they do. */
export function useMessagePause(): number | false {
  return useAskEvery(60_000);
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
