import { useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";

/** All that is asked of somebody's own messages begins with this key. */
export const messagesKey = ["messages"] as const;

/** How many messages in the app are unread. They are not told live: once a minute is often enough. */
export function useUnread(): number {
  const query = useQuery({
    queryKey: [...messagesKey, "unread"],
    queryFn: async ({ signal }) =>
      (await data(notifications.GET("/api/messages", { params: { query: { unread: true, limit: 1 } }, signal })))
        .unread,
    refetchInterval: 60_000,
  });
  return query.data ?? 0;
}
