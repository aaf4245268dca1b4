import { useTranslation } from "react-i18next";
import { Field, Input } from "@/components/ui";
import { type Draft, measures } from "../model/rule";

type Number = "above" | "above_clear" | "below" | "below_clear" | "for_seconds" | "silent_seconds" | "repeat_minutes";

interface LimitFieldsProps {
  draft: Draft;
  errorOf: (field: string) => string | undefined;
  onChange: (change: Partial<Draft>) => void;
}

/** The numbers of a rule, each with its unit. */
export function LimitFields({ draft, errorOf, onChange }: LimitFieldsProps) {
  const { t } = useTranslation("alert-rules");
  const unit = measures[draft.measure];
  const field = (name: Number, shownUnit: string, hint?: string) => (
    <Field label={`${t(`field.${name}`)} (${shownUnit})`} hint={hint} error={errorOf(name)}>
      <Input
        type="number"
        inputMode="decimal"
        step="any"
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  );
  const seconds = t("unit.seconds");
  return (
    <>
      {draft.kind === "threshold" ? (
        <>
          <p className="text-sm text-muted">{t("hysteresis")}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            {field("above", unit)}
            {field("above_clear", unit)}
            {field("below", unit)}
            {field("below_clear", unit)}
          </div>
          {field("for_seconds", seconds, t("hint.for_seconds"))}
        </>
      ) : (
        field("silent_seconds", seconds)
      )}
      {field("repeat_minutes", t("unit.minutes"), t("hint.repeat_minutes"))}
    </>
  );
}
