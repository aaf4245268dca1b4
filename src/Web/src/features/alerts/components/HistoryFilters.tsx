import { useTranslation } from "react-i18next";
import { Field, Input, NativeSelect } from "@/components/ui";
import { severities } from "@/lib/alerting/types";
import { useMe } from "@/lib/session/useSession";
import type { AlertFilter } from "../api/useAlertList";
import { usePitNames } from "../api/usePitNames";

const states = ["open", "acknowledged", "cleared"] as const;

/** What the history is narrowed to. */
export function HistoryFilters({
  filter,
  onChange,
}: {
  filter: AlertFilter;
  onChange: (name: keyof AlertFilter, value: string) => void;
}) {
  const { t } = useTranslation(["alerts", "alerting"]);
  const isAdmin = useMe().role === "admin";
  const names = usePitNames(filter.workshop);
  const pits = [...names].map(([id, name]) => ({ value: String(id), label: name }));
  // The one in the address stays chosen while the names are on their way.
  const unknown = filter.pit !== "" && !names.has(Number(filter.pit));
  const select = (name: "status" | "severity" | "pit", options: { value: string; label: string }[]) => (
    <Field label={t(`filter.${name}`)}>
      <NativeSelect
        value={filter[name]}
        onChange={(event) => onChange(name, event.target.value)}
        options={[{ value: "", label: t("filter.all") }, ...options]}
      />
    </Field>
  );
  return (
    <div className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
      {select(
        "status",
        states.map((value) => ({ value, label: t(`alerting:status.${value}`) })),
      )}
      {select(
        "severity",
        severities.map((value) => ({ value, label: t(`alerting:severity.${value}`) })),
      )}
      {(!isAdmin || filter.workshop !== "") &&
        select("pit", [...(unknown ? [{ value: filter.pit, label: `#${filter.pit}` }] : []), ...pits])}
      <Field label={t("filter.from")}>
        <Input
          type="date"
          max={filter.to === "" ? undefined : filter.to}
          value={filter.from}
          onChange={(event) => onChange("from", event.target.value)}
        />
      </Field>
      <Field label={t("filter.to")}>
        <Input
          type="date"
          min={filter.from === "" ? undefined : filter.from}
          value={filter.to}
          onChange={(event) => onChange("to", event.target.value)}
        />
      </Field>
    </div>
  );
}
