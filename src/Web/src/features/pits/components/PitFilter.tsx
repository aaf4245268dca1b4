import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterChips, SearchInput } from "@/components/ui";
import type { Severity } from "@/lib/alerting/types";
import { type DeviceState, deviceState, type Pit } from "@/lib/pits/pit";
import { stored } from "@/lib/stored";

const states: readonly DeviceState[] = ["online", "offline", "disabled", "no_device"];
/** From this many on a grid needs a way to find one. */
const many = 10;
/** Whether there were many when the page was here last: then the filter stands from the first moment and pushes nothing down later. */
const wereMany = stored("platform.many_pits", false);

/** Which of the pits are to be seen. `pits` is undefined while they are on their way. */
export function usePitFilter(pits: readonly Pit[] | undefined, worst: ReadonlyMap<number, Severity> | undefined) {
  const [search, setSearch] = useState("");
  const [state, setState] = useState<DeviceState | "" | "alert">("");
  const [hadMany] = useState(() => wereMany.get());
  const hasMany = pits === undefined ? hadMany : pits.length >= many;
  useEffect(() => {
    if (pits !== undefined) wereMany.set(hasMany);
  }, [pits, hasMany]);
  const counts = useMemo(() => {
    const by = new Map<DeviceState, number>();
    for (const pit of pits ?? []) by.set(deviceState(pit), (by.get(deviceState(pit)) ?? 0) + 1);
    return by;
  }, [pits]);
  const all = pits ?? [];
  const wanted = search.trim().toLocaleLowerCase();
  const shown = hasMany
    ? all.filter(
        (pit) =>
          (state === "" || (state === "alert" ? worst?.has(pit.pit_id) : deviceState(pit) === state)) &&
          [pit.name, String(pit.pit_number), pit.device_id ?? ""].some((text) =>
            text.toLocaleLowerCase().includes(wanted),
          ),
      )
    : all;
  const clear = () => {
    setSearch("");
    setState("");
  };
  const alerted = all.filter(({ pit_id }) => worst?.has(pit_id)).length;
  return { hasMany, shown, clear, search, setSearch, state, setState, counts, alerted, total: all.length };
}

/** Search and states, above the grid. */
export function PitFilter({ filter }: { filter: ReturnType<typeof usePitFilter> }) {
  const { t } = useTranslation("pits");
  const { search, setSearch, state, setState, counts, alerted, total } = filter;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3">
      <SearchInput
        value={search}
        onChange={setSearch}
        onTyping={setSearch}
        label={t("search")}
        className="w-full sm:w-64"
      />
      <FilterChips
        label={t("filter.label")}
        value={state}
        onChange={setState}
        options={[
          { value: "" as const, label: t("filter.all"), count: total },
          ...(alerted > 0 || state === "alert"
            ? [{ value: "alert" as const, label: t("filter.alert"), count: alerted }]
            : []),
          ...states
            .filter((value) => value === state || (counts.get(value) ?? 0) > 0)
            .map((value) => ({ value, label: t(`device.${value}`), count: counts.get(value) ?? 0 })),
        ]}
      />
    </div>
  );
}
