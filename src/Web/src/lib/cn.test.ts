import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn";

/** The library's own table, which knows every class. */
const whole = extendTailwindMerge({ extend: { theme: { radius: ["card", "control"], spacing: ["touch"] } } });

test.each([
  // Of components, with what others change.
  ["h-4 animate-pulse rounded-control bg-line/60", "h-72 rounded-card", "animate-pulse bg-line/60 h-72 rounded-card"],
  ["px-2 py-0.5 text-xs font-medium text-muted", "px-3 py-1 text-sm", "font-medium text-muted px-3 py-1 text-sm"],
  [
    "border-b-2 border-transparent text-muted hover:text-ink",
    "border-accent text-ink",
    "border-b-2 hover:text-ink border-accent text-ink",
  ],
  ["text-3xl sm:text-5xl leading-tight", "text-xl leading-9 sm:text-4xl", "text-xl leading-9 sm:text-4xl"],
  [
    "inline-flex shrink-0 items-center min-h-touch text-sm",
    "min-h-14 flex-1 items-start text-base",
    "inline-flex min-h-14 flex-1 items-start text-base",
  ],
  ["min-w-0 p-4 sm:p-5", "p-0 sm:p-0", "min-w-0 p-0 sm:p-0"],
  ["size-4 text-muted", "size-5 text-bad", "size-5 text-bad"],
  // Nothing of these says the same thing.
  ["border border-line border-t rounded-t-card", "border-dashed text-start", null],
  ["text-sm text-ink truncate bg-surface/95", "px-4 pe-12 gap-x-2 gap-y-1", null],
])("%s, with %s", (one, other, both) => {
  expect(cn(one, other)).toBe(both ?? `${one} ${other}`);
  expect(cn(one, other)).toBe(whole(one, other));
});
