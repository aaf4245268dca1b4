import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import { given, numberOf } from "@/lib/api/query";
import type { components } from "@/lib/api/schema/notifications";

export type Delivery = components["schemas"]["DeliveryView"];

export interface DeliveryFilter {
  state: string;
  channel: string;
  kind: string;
  /** Only for admins. */
  workshop: string;
}

/** Messages that left, or should have, newest first. What is on its way arrives while one looks. */
export function useDeliveries(filter: DeliveryFilter) {
  return useInfiniteQuery({
    queryKey: ["deliveries", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        notifications.GET("/api/deliveries", {
          params: {
            query: given({
              state: filter.state,
              channel: filter.channel,
              kind: filter.kind,
              workshop_id: numberOf(filter.workshop),
              cursor: pageParam,
            }),
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}
