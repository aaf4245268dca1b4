import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { data, jobs } from "@/lib/api/client";
import { given } from "@/lib/api/query";

export interface ActivityFilter {
  user_id?: number | undefined;
  pit_id?: number | undefined;
  kind?: string;
  from?: string | null;
}

export const kinds = [
  "created",
  "status",
  "time",
  "stage_done",
  "stage_open",
  "stage_current",
  "material_done",
  "material_open",
  "materials",
  "staff",
  "rated",
] as const;

/** What people of the workshop did, newest first. */
export function useStaffActivity(filter: ActivityFilter) {
  return useInfiniteQuery({
    queryKey: ["jobs", "staff-activity", filter],
    queryFn: ({ pageParam, signal }) =>
      data(
        jobs.GET("/api/staff-activity", {
          params: { query: given({ ...filter, limit: 50, cursor: pageParam }) },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}
