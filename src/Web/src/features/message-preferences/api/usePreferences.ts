import { useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";

export const preferencesKey = ["message-preferences"] as const;

/** What the reader wants to be told, with the defaults where nothing was chosen. */
export function usePreferences() {
  return useQuery({
    queryKey: preferencesKey,
    queryFn: ({ signal }) => data(notifications.GET("/api/message-preferences", { signal })),
  });
}
