import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { LiveConnection } from "./connection";
import type { LiveEvent } from "./events";

/** The app's one live connection; app/ starts and stops it with the session. */
export const live = new LiveConnection();

export function useLiveState() {
  return useSyncExternalStore(live.subscribe, live.snapshot);
}

/** Handles live events of one type while the component is there. */
export function useLiveEvent<Type extends LiveEvent["type"]>(
  type: Type,
  handler: (event: Extract<LiveEvent, { type: Type }>) => void,
): void {
  const newest = useEffectEvent(handler);
  useEffect(() => live.on(type, (event) => newest(event)), [type]);
}
