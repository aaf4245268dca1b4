import { useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";

/** The kinds of messages that have texts, and their languages; they change with the platform's version only. */
export function useTemplates() {
  return useQuery({
    queryKey: ["message-templates"],
    staleTime: 60 * 60_000,
    queryFn: ({ signal }) => data(notifications.GET("/api/message-templates", { signal })),
  });
}
