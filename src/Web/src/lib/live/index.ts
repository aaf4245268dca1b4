import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { LiveConnection } from "./connection";
import type { LiveEvent } from "./events";

/** The app's one live connection; app/ starts and stops it with the session. */
export const live = new LiveConnection();

export function useLiveState() {
  return useSyncExternalStore(live.subscribe, live.snapshot);
}

/** Whether news do not come by themselves now. Unlike the state it stays the same while the app starts and all is well. */
export function useLiveMissing(): boolean {
  return useSyncExternalStore(live.subscribe, live.isMissing);
}

/** How often to ask, ms, while news do not come by themselves; false while they do. */
export function useAskEvery(milliseconds: number): number | false {
  return useLiveMissing() && milliseconds;
}

/** Handles live events of one type while the component is there. */
export function useLiveEvent<Type extends LiveEvent["type"]>(
  type: Type,
  handler: (event: Extract<LiveEvent, { type: Type }>) => void,
): void {
  const newest = useEffectEvent(handler);
  useEffect(() => live.on(type, (event) => newest(event)), [type]);
}
