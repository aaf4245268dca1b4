import { useInfiniteQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/notifications";
import { messagesKey, useMessagePause } from "@/lib/messages/useUnread";

export type Message = components["schemas"]["AppMessage"];

/** The reader's own messages, newest first. The frame has them asked for again when it hears of a new one. */
export function useMessages(unread: boolean) {
  const pause = useMessagePause();
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
    refetchInterval: pause,
  });
}
