import { useSyncExternalStore } from "react";

/** One timer for every age on the page, and none while nothing shows one or the tab is hidden. */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  if (document.hidden) return;
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    now = Date.now();
    timer = setInterval(tick, 1_000);
    document.addEventListener("visibilitychange", tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
}

/** Milliseconds since 1970, renewed every second. `select` narrows it, so that a component renders only when its part changes. */
export function useNow<T = number>(select: (now: number) => T = (at) => at as T): T {
  return useSyncExternalStore(subscribe, () => select(now));
}
