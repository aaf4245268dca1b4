import type { Query, QueryClient } from "@tanstack/react-query";
import { whenIdle } from "@/lib/idle";
import { forgetEarly } from "./early";

/** How long a busy page is left alone, ms. */
const patience = 2_000;

/** What counts as fresh for this long, ms, is no state that news are told of: names, templates, rights. */
const lasting = 5 * 60_000;

function lasts(query: Query): boolean {
  return query.observers.some(({ options }) => typeof options.staleTime === "number" && options.staleTime >= lasting);
}

/**
 * Asks once more for what was asked before now: what happened between such an answer and the moment that news come by
 * themselves is told to nobody else. Whoever is still waiting for the first answer gets it first.
 */
export function askAgain(client: QueryClient): void {
  forgetEarly();
  for (const query of client.getQueryCache().getAll()) {
    if (query.meta?.flows || lasts(query)) continue;
    const again = () => void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    // Whether the first answer was a failure makes no difference.
    void Promise.allSettled([query.promise]).then(() => whenIdle(again, patience));
  }
}
