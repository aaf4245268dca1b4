import { useInfiniteQuery } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { deviceKey } from "@/lib/devices/queries";

/** When the device came online and went offline, newest first. */
export function usePresence(deviceId: string) {
  return useInfiniteQuery({
    queryKey: [...deviceKey(deviceId), "presence"],
    queryFn: ({ pageParam, signal }) =>
      data(
        registry.GET("/api/devices/{deviceId}/presence", {
          params: { path: { deviceId }, query: { limit: 20, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}
