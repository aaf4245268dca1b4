import { useTranslation } from "react-i18next";
import { Checkbox, Field, Input, NativeSelect, Switch } from "@/components/ui";
import { localeOf } from "@/lib/i18n/format";
import { type Draft, timeZones, weekdays } from "../model/preferences";

interface HoursFieldsProps {
  draft: Draft;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<Draft>) => void;
}

/** When the reader is to be left alone: in quiet hours, and outside of their shifts. */
export function HoursFields({ draft, errorOf, onChange }: HoursFieldsProps) {
  const { t, i18n } = useTranslation("message-preferences");
  // 2024 began on a Monday.
  const dayNames = new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: "short", timeZone: "UTC" });
  const dayName = (day: number) => dayNames.format(Date.UTC(2024, 0, day));
  const time = (name: "quietFrom" | "quietTo" | "dutyFrom" | "dutyTo", label: string, error?: string) => (
    <Field label={label} error={error}>
      <Input type="time" value={draft[name]} onChange={(event) => onChange({ [name]: event.target.value })} />
    </Field>
  );
  return (
    <div className="grid gap-4">
      <div>
        <Switch
          label={t("quiet.label")}
          description={t("quiet.text")}
          checked={draft.quiet}
          onCheckedChange={(quiet) => onChange({ quiet })}
        />
        {draft.quiet && (
          <div className="grid grid-cols-2 gap-3">
            {time("quietFrom", t("quiet.from"))}
            {time("quietTo", t("quiet.to"), errorOf("quiet_hours"))}
          </div>
        )}
      </div>
      <div>
        <Switch
          label={t("duty.label")}
          description={t("duty.text")}
          checked={draft.duty}
          onCheckedChange={(duty) => onChange({ duty })}
        />
        {draft.duty && (
          <>
            <fieldset>
              <legend className="sr-only">{t("duty.days")}</legend>
              <div className="grid grid-cols-3 gap-x-4 sm:grid-cols-7">
                {weekdays.map((day) => (
                  <Checkbox
                    key={day}
                    label={dayName(day)}
                    checked={draft.days.includes(day)}
                    onCheckedChange={(on) =>
                      onChange({ days: on ? [...draft.days, day] : draft.days.filter((one) => one !== day) })
                    }
                  />
                ))}
              </div>
            </fieldset>
            <div className="grid grid-cols-2 gap-3">
              {time("dutyFrom", t("duty.from"))}
              {time("dutyTo", t("duty.to"), errorOf("schedule"))}
            </div>
          </>
        )}
      </div>
      <Field label={t("timeZone")} error={errorOf("time_zone")}>
        <NativeSelect
          value={draft.timeZone}
          onChange={(event) => onChange({ timeZone: event.target.value })}
          options={timeZones(draft.timeZone).map((value) => ({ value, label: value.replaceAll("_", " ") }))}
        />
      </Field>
    </div>
  );
}
