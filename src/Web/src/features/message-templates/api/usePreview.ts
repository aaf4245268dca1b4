import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";

/** How a message looks on each channel, with made-up values. */
export function usePreview(kind: string, language: string) {
  return useQuery({
    queryKey: ["message-templates", kind, language],
    enabled: kind !== "",
    staleTime: 60 * 60_000,
    queryFn: ({ signal }) =>
      data(
        notifications.GET("/api/message-templates/{kind}/preview", {
          params: { path: { kind }, query: { language } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}
