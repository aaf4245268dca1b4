import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { given, numberOf } from "@/lib/api/query";
import type { components } from "@/lib/api/schema/registry";
import { useLiveEvent } from "@/lib/live";

export type Device = components["schemas"]["DeviceView"];
type Pages = InfiniteData<components["schemas"]["PageOfDeviceView"]>;

export interface DeviceFilter {
  search: string;
  workshop: string;
  /** `true`, `false`, or empty for all. */
  online: string;
  license: string;
  sort: string;
}

const lists = ["devices", "all"];

/** Devices of all workshops. */
export function useAllDevices({ search, workshop, online, license, sort }: DeviceFilter) {
  return useInfiniteQuery({
    queryKey: [...lists, { search, workshop, online, license, sort }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        registry.GET("/api/devices", {
          params: {
            query: given({
              search: search.trim(),
              workshop_id: numberOf(workshop),
              online: online === "" ? undefined : online === "true",
              license,
              sort,
              cursor: pageParam,
            }),
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Keeps the devices that are shown true without asking again: a switch or a device that comes or goes is one line. */
export function useLiveDevices(): void {
  const queryClient = useQueryClient();
  const change = (deviceId: string, changed: Partial<Device>) =>
    queryClient.setQueriesData<Pages>({ queryKey: lists }, (pages) => {
      if (!pages?.pages.some((page) => page.items.some(({ device_id }) => device_id === deviceId))) return pages;
      return {
        ...pages,
        pages: pages.pages.map((page) => ({
          ...page,
          items: page.items.map((device) => (device.device_id === deviceId ? { ...device, ...changed } : device)),
        })),
      };
    });
  useLiveEvent("device_status", ({ device_id, status, at }) =>
    change(device_id, { status, online: status !== "offline", last_seen_at: at }),
  );
  useLiveEvent("license_switch", ({ device_id, status, reason }) =>
    change(device_id, { license_status: status, license_reason: status === "active" ? "" : reason }),
  );
}
