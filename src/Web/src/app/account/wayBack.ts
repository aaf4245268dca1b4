import { ownPath } from "@/lib/ownPath";
import { stored } from "@/lib/stored";

const kept = stored<string | null>("platform.way-back", null);

/** Where somebody was on the way to when they signed up: the mail opens in another tab, or days later. */
export const wayBack = {
  set: (path: string | null) => kept.set(path),
  /** What the mail's link says comes first; it is used once. */
  take(said: string | null): string {
    const path = ownPath(said) ?? ownPath(kept.get()) ?? "/";
    kept.set(null);
    return path;
  },
};
