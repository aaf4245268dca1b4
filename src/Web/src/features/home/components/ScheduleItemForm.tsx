import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ActionFields } from "@/components/controllers";
import { Button, Field, Input, NativeSelect, Switch } from "@/components/ui";
import { cn } from "@/lib/cn";
import type { Control } from "@/lib/controllers/types";
import { localeOf } from "@/lib/i18n/format";
import type { ScheduleItem } from "../api/types";
import { days, mostMinutes, readWhen, writeWhen } from "../model/schedule";

interface ScheduleItemFormProps {
  item: ScheduleItem;
  number: number;
  controls: readonly Control[];
  wrong: "days" | "time" | undefined;
  onChange: (item: ScheduleItem) => void;
  onRemove: () => void;
}

const whens = ["clock", "sunrise", "sunset"] as const;

/** One line of the week: on which days, when, and what then. */
export function ScheduleItemForm({ item, number, controls, wrong, onChange, onRemove }: ScheduleItemFormProps) {
  const { t, i18n } = useTranslation("home");
  const when = readWhen(item.at);
  const dayName = new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: "short", timeZone: "UTC" });
  return (
    <fieldset className="min-w-0 rounded-card border border-line p-3">
      <legend className="sr-only">{t("schedules.item", { number })}</legend>
      <div className="flex items-center gap-2">
        <Switch
          className="flex-1"
          label={t("schedules.enabled")}
          checked={item.enabled}
          onCheckedChange={(enabled) => onChange({ ...item, enabled })}
        />
        <Button variant="ghost" size="icon" aria-label={t("schedules.remove", { number })} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      {/* Seven in a row where each can be a finger wide, else four and three. */}
      <div className="@container -mx-1 my-2">
        <div
          role="group"
          aria-label={t("schedules.days")}
          className="grid max-w-md grid-cols-4 @min-[19.25rem]:grid-cols-7"
        >
          {days.map((day, index) => {
            const chosen = item.days.includes(day);
            return (
              <button
                key={day}
                type="button"
                aria-pressed={chosen}
                onClick={() =>
                  onChange({ ...item, days: days.filter((one) => (one === day ? !chosen : item.days.includes(one))) })
                }
                className="min-h-touch min-w-touch cursor-pointer p-0.5 text-xs"
              >
                <span
                  className={cn(
                    "flex h-full items-center justify-center rounded-control border",
                    chosen
                      ? "border-accent bg-accent-soft font-medium text-accent-strong"
                      : "border-line bg-surface text-muted hover:text-ink",
                  )}
                >
                  {/* 5 January 1970 was a Monday. */}
                  {dayName.format(Date.UTC(1970, 0, 5 + index))}
                </span>
              </button>
            );
          })}
        </div>
      </div>
      {wrong === "days" && (
        <p role="alert" className="mb-2 text-sm text-bad">
          {t("schedules.noDays")}
        </p>
      )}
      <div className="mb-3 grid grid-cols-2 gap-3">
        <Field label={t("schedules.when")}>
          <NativeSelect
            value={when.kind}
            onChange={(event) => {
              const kind = whens.find((one) => one === event.target.value) ?? "clock";
              onChange({
                ...item,
                at: writeWhen(kind === "clock" ? { kind, time: "07:00" } : { kind, minutes: 0 }),
              });
            }}
            options={whens.map((kind) => ({ value: kind, label: t(`schedules.whens.${kind}`) }))}
          />
        </Field>
        {when.kind === "clock" ? (
          <Field label={t("schedules.time")} error={wrong === "time" && t("schedules.wrongTime")}>
            <Input type="time" value={when.time} onChange={(event) => onChange({ ...item, at: event.target.value })} />
          </Field>
        ) : (
          <Field
            label={t("schedules.minutes")}
            hint={t("schedules.minutesHint")}
            error={wrong === "time" && t("schedules.wrongMinutes", { most: mostMinutes })}
          >
            <Input
              type="number"
              inputMode="numeric"
              min={-mostMinutes}
              max={mostMinutes}
              value={when.minutes}
              onChange={(event) =>
                onChange({
                  ...item,
                  at: writeWhen({ kind: when.kind, minutes: Math.trunc(Number(event.target.value)) }),
                })
              }
            />
          </Field>
        )}
      </div>
      <ActionFields controls={controls} action={item} onChange={(action) => onChange({ ...item, ...action })} />
    </fieldset>
  );
}
