import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNow } from "@/lib/clock";
import { receivedAt } from "@/lib/devices/diagnose";
import { deviceKey, useNewestReadings, useOfferDeviceReading } from "@/lib/devices/queries";
import { useLiveEvent } from "@/lib/live";

/** Somebody stands beside the device: first often, then ever more rarely. */
const paces = [
  { until: 2 * 60_000, every: 3_000 },
  { until: 10 * 60_000, every: 10_000 },
  { until: Number.POSITIVE_INFINITY, every: 30_000 },
] as const;

export const paceAfter = (waited: number): number => paces.find(({ until }) => waited < until)?.every ?? 30_000;

/** Hears of the device live; answers how often its records are to be asked for, `false` once readings come. */
export function useAwaitedDevice(deviceId: string): number | false {
  const client = useQueryClient();
  const offer = useOfferDeviceReading(deviceId);
  const [since] = useState(Date.now);
  const newest = useNewestReadings(deviceId).data?.[0];
  const arrivedAt = newest === undefined ? null : Date.parse(receivedAt(newest));

  useLiveEvent("sensor_update", (event) => {
    if (event.device_id === deviceId) offer(event);
  });
  useLiveEvent("device_status", (event) => {
    if (event.device_id === deviceId) void client.invalidateQueries({ queryKey: deviceKey(deviceId) });
  });
  useLiveEvent("license_switch", (event) => {
    if (event.device_id === deviceId) void client.invalidateQueries({ queryKey: deviceKey(deviceId) });
  });
  return useNow((now) => (arrivedAt !== null && now - arrivedAt < 60_000 ? false : paceAfter(now - since)));
}
