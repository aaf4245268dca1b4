import { useCallback, useSyncExternalStore } from "react";
import type { SensorUpdate } from "./events";
import { live } from "./index";

/** The newest reading of a pit; values that a device does not measure are null. */
export type Reading = Pick<SensorUpdate, "temperature" | "humidity" | "aqi" | "pressure" | "timestamp">;

/** Newest reading per pit, so that one pit's value renders one tile and not the page. */
const newest = new Map<number, Reading>();
const listeners = new Map<number, Set<() => void>>();

/** Takes a reading from wherever it came; an older one than the known changes nothing. */
export function offerReading(pitId: number, reading: Reading): void {
  const known = newest.get(pitId);
  if (known !== undefined && Date.parse(known.timestamp) >= Date.parse(reading.timestamp)) return;
  newest.set(pitId, reading);
  for (const listener of listeners.get(pitId) ?? []) listener();
}

/** Nothing of one person's is shown to the next. */
export function forgetReadings(): void {
  newest.clear();
  for (const set of listeners.values()) for (const listener of set) listener();
}

live.on("sensor_update", (event) => offerReading(event.pit_id, event));

/** The newest known reading of the pit, live. */
export function useNewestReading(pitId: number): Reading | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      const set = listeners.get(pitId) ?? new Set();
      listeners.set(pitId, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    [pitId],
  );
  return useSyncExternalStore(subscribe, () => newest.get(pitId) ?? null);
}
