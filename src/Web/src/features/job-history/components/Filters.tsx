import { useTranslation } from "react-i18next";
import { NativeSelect, SegmentedControl } from "@/components/ui";
import { useCrew } from "@/lib/jobs/useCrew";
import { usePits } from "@/lib/pits/usePits";
import { useMe } from "@/lib/session/useSession";
import { type Period, periods } from "../api/period";

interface Choice {
  value: string;
  onChange: (value: string) => void;
}

export function PeriodFilter({ value, onChange }: { value: Period; onChange: (value: Period) => void }) {
  const { t } = useTranslation("job-history");
  return (
    <SegmentedControl
      label={t("period.label")}
      value={value}
      onChange={onChange}
      options={periods.map((period) => ({
        value: period,
        label: period === "all" ? t("period.all") : t("period.days", { count: Number(period) }),
      }))}
    />
  );
}

export function PitFilter({ value, onChange }: Choice) {
  const { t } = useTranslation("job-history");
  const pits = usePits(null, true);
  return (
    <NativeSelect
      className="w-full sm:w-44"
      aria-label={t("pit")}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={[
        { value: "", label: t("allPits") },
        ...(pits.data ?? []).map(({ pit_id, name }) => ({ value: String(pit_id), label: name })),
      ]}
    />
  );
}

/** Only owners know everybody who works here. */
export function PersonFilter({ value, onChange }: Choice) {
  const { t } = useTranslation("job-history");
  const isOwner = useMe().role === "owner";
  const crew = useCrew(isOwner);
  if (!isOwner) return null;
  return (
    <NativeSelect
      className="w-full sm:w-44"
      aria-label={t("staff")}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      options={[
        { value: "", label: t("everybody") },
        ...(crew.data ?? []).map(({ user_id, name }) => ({ value: String(user_id), label: name })),
      ]}
    />
  );
}
