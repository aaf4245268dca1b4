import { useSyncExternalStore } from "react";
import { stored } from "./stored";

export type Theme = "system" | "light" | "dark";
export type Units = "metric" | "imperial";

/** A choice of this browser that components follow. */
function preference<T extends string>(key: string, fallback: T, apply: (value: T) => void) {
  const kept = stored<T>(key, fallback);
  const listeners = new Set<() => void>();
  let value = kept.get();
  return {
    get: () => value,
    set: (next: T) => {
      value = next;
      kept.set(next);
      apply(next);
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function applyTheme(theme: Theme): void {
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

/** public/before-paint.js reads the same key before the first paint. */
export const theme = preference<Theme>("platform.theme", "system", applyTheme);
export const units = preference<Units>("platform.units", "metric", () => undefined);

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyTheme(theme.get()));

export const useTheme = () => useSyncExternalStore(theme.subscribe, theme.get);
export const useUnits = () => useSyncExternalStore(units.subscribe, units.get);
