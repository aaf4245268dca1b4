import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Alert } from "@/lib/alerting/types";
import { data, notifications } from "@/lib/api/client";
import { given, numberOf } from "@/lib/api/query";

export interface AlertFilter {
  status: string;
  severity: string;
  pit: string;
  /** Only for admins. */
  workshop: string;
  /** `2026-11-20`, in the reader's time zone. */
  from: string;
  to: string;
}

/** Begin of a day here, or its end, as the API takes it. */
function edgeOf(day: string, isEnd: boolean): string | undefined {
  const at = new Date(`${day}T${isEnd ? "23:59:59.999" : "00:00:00"}`);
  return day === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Alerts that are and were, newest first. */
export function useAlertList(filter: AlertFilter) {
  return useInfiniteQuery({
    queryKey: ["alerts", "list", filter],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const page = await data(
        notifications.GET("/api/alerts", {
          params: {
            query: given({
              status: filter.status,
              severity: filter.severity,
              pit_id: numberOf(filter.pit),
              workshop_id: numberOf(filter.workshop),
              from: edgeOf(filter.from, false),
              to: edgeOf(filter.to, true),
              cursor: pageParam,
            }),
          },
          signal,
        }),
      );
      return { ...page, items: page.items as Alert[] };
    },
    getNextPageParam: (page) => (page.next_cursor === null ? undefined : Number(page.next_cursor)),
    placeholderData: keepPreviousData,
  });
}
