import { useInfiniteQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/notifications";
import { messagesKey } from "@/lib/messages/useUnread";

export type Message = components["schemas"]["AppMessage"];

/** The reader's own messages, newest first. They are not told live: once in half a minute is often enough. */
export function useMessages(unread: boolean) {
  return useInfiniteQuery({
    queryKey: [...messagesKey, "list", { unread }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        notifications.GET("/api/messages", {
          params: { query: { ...(unread && { unread }), ...(pageParam !== undefined && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: 30_000,
  });
}
