import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { controllerKey } from "@/lib/controllers/queries";
import { useLiveEvent } from "@/lib/live";
import type { Change } from "./types";

/** Who switched what and when, newest first; what happens now comes by itself. */
export function useChanges(deviceId: string) {
  const client = useQueryClient();
  const queryKey = [...controllerKey(deviceId), "changes"];
  useLiveEvent("device_state", ({ device_id }) => {
    if (device_id === deviceId) void client.invalidateQueries({ queryKey });
  });
  return useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const page = await data(
        registry.GET("/api/devices/{deviceId}/changes", {
          params: { path: { deviceId }, query: { limit: 30, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        }),
      );
      return { ...page, items: page.items as Change[] };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}
