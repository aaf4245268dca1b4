import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { data, licensing, registry } from "@/lib/api/client";
import { given, numberOf } from "@/lib/api/query";
import type { components } from "@/lib/api/schema/licensing";

export type License = components["schemas"]["LicenseView"];

export interface LicenseFilter {
  search: string;
  status: string;
  workshop: string;
}

/** Licenses of all workshops. */
export function useLicenses({ search, status, workshop }: LicenseFilter) {
  return useInfiniteQuery({
    queryKey: ["licenses", "list", { search, status, workshop }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        licensing.GET("/api/licenses", {
          params: {
            query: given({ search: search.trim(), status, workshop_id: numberOf(workshop), cursor: pageParam }),
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export const licenseKey = (key: string) => ["licenses", "one", key];

/** One license. */
export function useLicense(key: string) {
  return useQuery({
    queryKey: licenseKey(key),
    queryFn: ({ signal }) => data(licensing.GET("/api/licenses/{key}", { params: { path: { key } }, signal })),
  });
}

/** How the license's device is now; the registry knows, not licensing. */
export function useDeviceOf(deviceId: string) {
  return useQuery({
    queryKey: ["devices", deviceId, "status"],
    queryFn: ({ signal }) =>
      data(registry.GET("/api/devices/{deviceId}/status", { params: { path: { deviceId } }, signal })),
  });
}
