import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import { given } from "@/lib/api/query";
import type { components } from "@/lib/api/schema/identity";

export type Workshop = components["schemas"]["TenantAnswer"];
export type StatusChange = components["schemas"]["TenantStatusChange"];

/** All workshops. */
export function useWorkshops({ search, status }: { search: string; status: string }) {
  return useInfiniteQuery({
    queryKey: ["tenants", "list", { search, status }],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        identity.GET("/api/tenants", {
          params: { query: given({ search: search.trim(), status, cursor: pageParam }) },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.next_cursor === null ? undefined : Number(page.next_cursor)),
    placeholderData: keepPreviousData,
  });
}

/** One workshop. */
export function useWorkshop(id: number) {
  return useQuery({
    queryKey: ["tenants", id],
    queryFn: ({ signal }) => data(identity.GET("/api/tenants/{id}", { params: { path: { id } }, signal })),
  });
}

/** Who suspended and activated it, when and why, newest first. */
export function useStatusChanges(id: number) {
  return useQuery({
    queryKey: ["tenants", id, "status-changes"],
    queryFn: ({ signal }) =>
      data(identity.GET("/api/tenants/{id}/status-changes", { params: { path: { id } }, signal })),
  });
}

/** Its accounts. */
export function useWorkshopPeople(id: number) {
  return useInfiniteQuery({
    queryKey: ["users", "of-workshop", id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        identity.GET("/api/users", { params: { query: { workshop_id: id, ...given({ cursor: pageParam }) } }, signal }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
