import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/identity";

export type Person = components["schemas"]["UserAnswer"];

export interface PeopleFilter {
  search: string;
  /** `staff`, `customer`, or empty for all. */
  role: string;
}

/** Accounts of the own workshop. */
export function usePeople({ search, role }: PeopleFilter) {
  return useInfiniteQuery({
    queryKey: ["users", "list", { search, role }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        identity.GET("/api/users", {
          params: {
            query: {
              ...(search !== "" && { search }),
              ...(role !== "" && { role }),
              ...(pageParam !== undefined && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** One account. */
export function usePerson(id: number) {
  return useQuery({
    queryKey: ["users", id],
    queryFn: ({ signal }) => data(identity.GET("/api/users/{id}", { params: { path: { id } }, signal })),
  });
}
