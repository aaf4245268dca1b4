import { useQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";

export const chainKey = ["escalation"] as const;

/** Whom the workshop wakes when nobody acknowledges; off and without steps until it is written. */
export function useChain() {
  return useQuery({
    queryKey: chainKey,
    queryFn: ({ signal }) => data(notifications.GET("/api/escalation", { signal })),
  });
}
