import { useMemo } from "react";
import { useNow } from "@/lib/clock";
import { useMe } from "@/lib/session/useSession";
import { diagnose, type Finding } from "./diagnose";
import { useConnection, useNewestReadings, useRejected, useViolations } from "./queries";
import type { DeviceDetails, DeviceReading } from "./types";

/** What is right or wrong with the device, from the records that its reader may see; null until they are there. */
export function useDiagnosis(device: DeviceDetails | undefined, deviceId: string, every: number | false = false) {
  const runs = useMe().role !== "staff";
  const connection = useConnection(deviceId, { every });
  const readings = useNewestReadings(deviceId, { every });
  const rejected = useRejected(deviceId, { every, enabled: runs });
  const violations = useViolations(deviceId, { every, enabled: runs });
  // A finding changes within seconds at most; rendering it every second would be waste.
  const now = useNow((at) => Math.floor(at / 5_000) * 5_000);
  const reading: DeviceReading | null = readings.data?.[0] ?? null;

  const complete =
    device !== undefined &&
    connection.data !== undefined &&
    readings.data !== undefined &&
    (!runs || (rejected.data !== undefined && violations.data !== undefined));
  const finding = useMemo<Finding | null>(() => {
    if (!complete) return null;
    const records = {
      device,
      connection: connection.data,
      rejected: rejected.data?.pages[0]?.items ?? [],
      violations: violations.data?.pages[0]?.items ?? [],
      reading,
    };
    return diagnose(
      records,
      Math.max(now, reading === null ? 0 : Date.parse(reading.received_at ?? reading.timestamp)),
    );
  }, [complete, device, connection.data, rejected.data, violations.data, reading, now]);

  const queries = runs ? [connection, readings, rejected, violations] : [connection, readings];
  const failed = queries.find((query) => query.isError && query.data === undefined);
  return {
    finding,
    reading,
    connection: connection.data,
    query: {
      isPending: finding === null && failed === undefined,
      isError: failed !== undefined,
      error: failed?.error ?? null,
      isFetching: queries.some((query) => query.isFetching),
      refetch: () => Promise.all(queries.map((query) => query.refetch())),
      fetchStatus: queries.some((query) => query.fetchStatus === "paused") ? ("paused" as const) : ("idle" as const),
      data: finding ?? undefined,
    },
  };
}
