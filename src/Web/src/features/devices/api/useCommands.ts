import { useInfiniteQuery } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { deviceKey } from "@/lib/devices/queries";

/** The device's commands with their states, newest first. */
export function useCommands(deviceId: string) {
  return useInfiniteQuery({
    queryKey: [...deviceKey(deviceId), "commands"],
    queryFn: ({ pageParam, signal }) =>
      data(
        registry.GET("/api/devices/{deviceId}/commands", {
          params: { path: { deviceId }, query: { limit: 20, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}
