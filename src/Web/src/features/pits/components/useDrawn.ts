import { useEffect, useState } from "react";
import { whenIdle } from "@/lib/idle";

/** As many as a phone shows at first, and as it draws without a pause that a finger would notice. */
const step = 2;
/** The next ones wait this long at most, ms, for a phone that is busy. */
const patience = 100;

/**
 * How many of a list are drawn: a few at a time from the first on, so that a slow phone answers to fingers meanwhile. The
 * others' places are for the caller to hold.
 */
export function useDrawn(count: number): number {
  const [drawn, setDrawn] = useState(step);
  useEffect(() => {
    if (drawn >= count) return;
    return whenIdle(() => setDrawn(drawn + step), patience);
  }, [drawn, count]);
  return drawn;
}
