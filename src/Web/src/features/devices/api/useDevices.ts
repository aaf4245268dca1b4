import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { data, registry } from "@/lib/api/client";
import type { Device } from "@/lib/devices/types";
import { useLiveEvent } from "@/lib/live";

export interface DeviceFilter {
  search: string;
  online: "" | "true" | "false";
  license: "" | "active" | "suspended" | "expired";
  pit: string;
  sort: string;
}

interface DevicePage {
  items: Device[];
  next_cursor: string | null;
}

const listKey = ["devices", "list"] as const;

/** Devices that the reader may see, page by page; their states follow the live events. */
export function useDevices(filter: DeviceFilter) {
  useLiveStates(filter.online !== "" || filter.license !== "");
  return useInfiniteQuery({
    queryKey: [...listKey, filter],
    queryFn: ({ pageParam, signal }) =>
      data(
        registry.GET("/api/devices", {
          params: {
            query: {
              sort: filter.sort,
              ...(filter.search !== "" && { search: filter.search }),
              ...(filter.online !== "" && { online: filter.online === "true" }),
              ...(filter.license !== "" && { license: filter.license }),
              ...(filter.pit !== "" && { pit_id: Number(filter.pit) }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** A list that shows one state only has to be asked again when a state changes; not more than every two seconds. */
const askAgainAfter = 2_000;

function useLiveStates(limited: boolean): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = (deviceId: string, next: Partial<Device>) => {
    client.setQueriesData<InfiniteData<DevicePage>>({ queryKey: listKey }, (known) => {
      if (known === undefined || !Array.isArray(known.pages)) return known;
      return {
        ...known,
        pages: known.pages.map((page) =>
          page.items.some((device) => device.device_id === deviceId)
            ? {
                ...page,
                items: page.items.map((device) => (device.device_id === deviceId ? { ...device, ...next } : device)),
              }
            : page,
        ),
      };
    });
    if (!limited || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: listKey });
    }, askAgainAfter);
  };

  useLiveEvent("device_status", ({ device_id, status, at }) => {
    const online = status !== "offline";
    change(device_id, { status, online, ...(online && { last_seen_at: at }) });
  });
  useLiveEvent("license_switch", ({ device_id, status, reason }) =>
    change(device_id, { license_status: status, license_reason: status === "active" ? "" : reason }),
  );
}
