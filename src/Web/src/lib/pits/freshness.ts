import type { DeviceState } from "./pit";

/** Whether a value is what is measured now. `none`: nothing was ever measured. */
export type Freshness = "live" | "delayed" | "offline" | "none";

/** A value is live for this long; devices report every few seconds. */
export const liveFor = 30_000;

/** `offline` when no newer value can come: the device is not working, or this browser hears nothing of the platform. */
export function freshnessOf(
  timestamp: string | null,
  now: number,
  device: DeviceState,
  connection: { online: boolean; missing: boolean },
): Freshness {
  if (timestamp === null) return "none";
  if (device !== "online" || !connection.online) return "offline";
  const isNew = now - Date.parse(timestamp) < liveFor;
  if (!connection.missing) return isNew ? "live" : "delayed";
  // The connection comes back within moments most of the time.
  return isNew ? "delayed" : "offline";
}
