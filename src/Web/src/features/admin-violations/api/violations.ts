import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { data, licensing } from "@/lib/api/client";
import { given, numberOf } from "@/lib/api/query";
import type { components } from "@/lib/api/schema/licensing";

export type Violation = components["schemas"]["ViolationView"];

export interface ViolationFilter {
  /** The whole device id. */
  device: string;
  workshop: string;
  reason: string;
}

/** Readings that were refused because of a license, by device, reason and minute, newest first. */
export function useViolations({ device, workshop, reason }: ViolationFilter) {
  return useInfiniteQuery({
    queryKey: ["violations", "list", { device, workshop, reason }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        licensing.GET("/api/violations", {
          params: {
            query: given({ device_id: device.trim(), workshop_id: numberOf(workshop), reason, cursor: pageParam }),
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
