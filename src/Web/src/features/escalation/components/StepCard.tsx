import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, Card, Checkbox, Field, Input } from "@/components/ui";
import { channels } from "@/lib/alerting/types";
import { type StepDraft, toggled } from "../model/chain";

interface StepCardProps {
  step: StepDraft;
  /** Counted from one. */
  number: number;
  /** Names of those who can be woken. */
  people: ReadonlyMap<number, string>;
  onChange: (step: StepDraft) => void;
  onRemove: () => void;
}

/** After how long somebody is woken, who, and how. */
export function StepCard({ step, number, people, onChange, onRemove }: StepCardProps) {
  const { t } = useTranslation(["escalation", "alerting"]);
  // Somebody whose account is gone can be taken out.
  const listed = [...new Set([...people.keys(), ...step.people])];
  return (
    <Card
      as="li"
      title={t("step", { number })}
      actions={
        <Button size="icon" variant="ghost" aria-label={t("removeStep", { number })} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label={t("minutes")}>
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={1440}
            value={step.minutes}
            onChange={(event) => onChange({ ...step, minutes: event.target.value })}
          />
        </Field>
        <fieldset>
          <legend className="text-sm font-medium">{t("who")}</legend>
          <div className="grid gap-x-4 sm:grid-cols-2">
            {listed.map((id) => (
              <Checkbox
                key={id}
                label={people.get(id) ?? t("unknown", { id })}
                checked={step.people.includes(id)}
                onCheckedChange={(on) => onChange({ ...step, people: toggled(step.people, id, on) })}
              />
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend className="text-sm font-medium">{t("how")}</legend>
          <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
            {channels.map((channel) => (
              <Checkbox
                key={channel}
                label={t(`alerting:channel.${channel}`)}
                checked={step.channels.includes(channel)}
                onCheckedChange={(on) => onChange({ ...step, channels: toggled(step.channels, channel, on) })}
              />
            ))}
          </div>
        </fieldset>
      </div>
    </Card>
  );
}
