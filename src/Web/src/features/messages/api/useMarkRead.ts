import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import { messagesKey } from "@/lib/messages/useUnread";

/** Marks one message as read, or all of them when none is named. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (messageId: string | null) =>
      messageId === null
        ? data(notifications.POST("/api/messages/read"))
        : data(notifications.POST("/api/messages/{messageId}/read", { params: { path: { messageId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: messagesKey }),
  });
}
