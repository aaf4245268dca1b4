import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** A list's filters in the address, so that it can be shared and "back" leads to it. Empty means: not filtered by this. */
export function useUrlFilter<Name extends string>(...names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const filter = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])) as Record<Name, string>;
  /** Several at once: one change after the other in a row would undo the first. */
  const change = useCallback(
    (values: Partial<Record<Name, string>>) =>
      setParams(
        (before) => {
          for (const [name, value] of Object.entries<string | undefined>(values)) {
            if (value === undefined || value === "") before.delete(name);
            else before.set(name, value);
          }
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  const set = useCallback((name: Name, value: string) => change({ [name]: value } as Record<Name, string>), [change]);
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { filter, set, change, clear, filtered: names.some((name) => filter[name] !== "") };
}
