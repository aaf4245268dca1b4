import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** A list's filters in the address, so that it can be shared and "back" leads to it. Empty means: not filtered by this. */
export function useUrlFilter<Name extends string>(...names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const filter = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])) as Record<Name, string>;
  const set = useCallback(
    (name: Name, value: string) =>
      setParams(
        (before) => {
          if (value === "") before.delete(name);
          else before.set(name, value);
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { filter, set, clear, filtered: names.some((name) => filter[name] !== "") };
}
