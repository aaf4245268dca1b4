import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { data, licensing, registry, telemetry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import type { DeviceReading } from "./types";

/** How many of a device's newest readings are shown. */
export const newestReadings = 20;

/** All that is asked of one device begins with this key. */
export const deviceKey = (deviceId: string) => ["devices", "one", deviceId] as const;

interface Pace {
  /** Asked again after as many milliseconds; `false` for never. */
  every?: number | false;
  enabled?: boolean;
}

export function useDevice(deviceId: string, { every = false }: Pace = {}) {
  return useQuery({
    queryKey: [...deviceKey(deviceId), "details"],
    queryFn: ({ signal }) => data(registry.GET("/api/devices/{deviceId}", { params: { path: { deviceId } }, signal })),
    refetchInterval: every,
  });
}

export function useConnection(deviceId: string, { every = false }: Pace = {}) {
  return useQuery({
    queryKey: [...deviceKey(deviceId), "connection"],
    queryFn: ({ signal }) =>
      data(registry.GET("/api/devices/{deviceId}/connection", { params: { path: { deviceId } }, signal })),
    refetchInterval: every,
  });
}

const readingsKey = (deviceId: string) => [...deviceKey(deviceId), "readings"];

/** The newest readings as the device sent them, newest first. */
export function useNewestReadings(deviceId: string, { every = false }: Pace = {}) {
  return useQuery({
    queryKey: readingsKey(deviceId),
    queryFn: ({ signal }) =>
      data(
        telemetry.GET("/api/devices/{device_id}/readings", {
          params: { path: { device_id: deviceId }, query: { resolution: "raw", limit: newestReadings } },
          signal,
        }),
      ),
    refetchInterval: every,
  });
}

/** Puts a reading that came live before those that are known. */
export function useOfferDeviceReading(deviceId: string) {
  const client = useQueryClient();
  return useCallback(
    (reading: DeviceReading) =>
      client.setQueryData<DeviceReading[]>(readingsKey(deviceId), (known) => {
        // Not asked yet: the answer will hold it.
        if (known === undefined) return undefined;
        const others = known.filter((one) => one.timestamp !== reading.timestamp);
        return [reading, ...others]
          .sort((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp))
          .slice(0, newestReadings);
      }),
    [client, deviceId],
  );
}

/** Messages of the device that were set aside, newest first. For owners. */
export function useRejected(deviceId: string, { every = false, enabled = true }: Pace = {}) {
  return useInfiniteQuery({
    queryKey: [...deviceKey(deviceId), "rejected"],
    queryFn: ({ pageParam, signal }) =>
      data(
        telemetry.GET("/api/telemetry/rejected", {
          params: {
            query: { device_id: deviceId, limit: 20, ...(pageParam !== null && { cursor: Number(pageParam) }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: every,
    enabled,
  });
}

/** Readings of the device that its license did not allow, newest first. For owners. */
export function useViolations(deviceId: string, { every = false, enabled = true }: Pace = {}) {
  return useInfiniteQuery({
    queryKey: ["violations", "device", deviceId],
    queryFn: ({ pageParam, signal }) =>
      data(
        licensing.GET("/api/violations", {
          params: { query: { device_id: deviceId, limit: 20, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: every,
    enabled,
  });
}

/** Replaces the device's secret; the answer shows the new one this once. */
export function useRotateSecret(deviceId: string) {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: () =>
      data(
        registry.POST("/api/devices/{deviceId}/credentials", {
          params: { path: { deviceId } },
          headers: { "Idempotency-Key": key.of(deviceId) },
        }),
      ),
    onSuccess: () => {
      key.done();
      return client.invalidateQueries({ queryKey: deviceKey(deviceId) });
    },
    // Nothing keeps the secret longer than the component that shows it.
    gcTime: 0,
  });
}
