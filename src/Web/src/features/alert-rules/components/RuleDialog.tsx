import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAlertWords } from "@/components/alerting";
import { Alert, Button, Dialog, Field, Input, NativeSelect, Switch, toast } from "@/components/ui";
import { knownAlertTypes, severities } from "@/lib/alerting/types";
import { ApiError, problemText } from "@/lib/api/problem";
import { useWriteRule } from "../api/useWriteRule";
import { bodyOf, type Draft, draftOf, type Measure, measures, own, type Rule } from "../model/rule";
import { LimitFields } from "./LimitFields";

interface RuleDialogProps {
  /** What the form begins with; its number is that of the rule that is changed, null for a new one. */
  rule: Rule;
  /** The platform's rules and the tenant's, to begin with when another kind is chosen. */
  known: readonly Rule[];
  /** Whether its kind can be chosen. */
  isNew: boolean;
  pits: ReadonlyMap<number, string>;
  onClose: () => void;
}

/** The fields that a message of the API can stand at. */
const placed = [
  "alert_type",
  "pit_id",
  "measure",
  "above",
  "above_clear",
  "below",
  "below_clear",
  "for_seconds",
  "silent_seconds",
  "repeat_minutes",
  "severity",
];

/** Limits of one kind, for all pits or for one. */
export function RuleDialog({ rule, known, isNew, pits, onClose }: RuleDialogProps) {
  const { t } = useTranslation(["alert-rules", "alerting", "common"]);
  const words = useAlertWords();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const write = useWriteRule(rule.rule_id);
  const said = write.error instanceof ApiError ? write.error.fields : {};
  const errorOf = (field: string) => said[field]?.join(" ");
  const unplaced = Object.entries(said).flatMap(([field, messages]) => (placed.includes(field) ? [] : messages));
  const isPlaced = Object.keys(said).length > 0 && unplaced.length === 0;
  const problem = write.error === null || isPlaced ? null : problemText(write.error, t);

  const choose = (type: string) => {
    const model = known.find((one) => one.alert_type === type && one.pit_id === null);
    setDraft((before) =>
      model === undefined ? { ...before, type } : { ...draftOf(model), type, pit: before.pit, enabled: true },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={isNew ? t("add") : words.typeOf(rule.alert_type)}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="rule" busy={write.isPending}>
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      <form
        id="rule"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (write.isPending) return;
          write.mutate(bodyOf(draft), {
            onSuccess: () => {
              toast.success(t("common:form.saved"));
              onClose();
            },
          });
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {unplaced.length > 0 ? unplaced.join(" ") : problem.advice}
          </Alert>
        )}
        {isNew && (
          <Field label={t("field.type")} error={draft.type === own ? undefined : errorOf("alert_type")}>
            <NativeSelect
              value={draft.type}
              onChange={(event) => choose(event.target.value)}
              options={[
                ...knownAlertTypes.map((value) => ({ value, label: words.typeOf(value) })),
                { value: own, label: t("ownType") },
              ]}
            />
          </Field>
        )}
        {draft.type === own && (
          <>
            <Field label={t("field.name")} hint={t("hint.name")} error={errorOf("alert_type")} required>
              <Input
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={40}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            </Field>
            <Field label={t("field.measure")} error={errorOf("measure")}>
              <NativeSelect
                value={draft.kind === "no_data" ? "presence" : draft.measure}
                onChange={({ target: { value } }) =>
                  change(value === "presence" ? { kind: "no_data" } : { kind: "threshold", measure: value as Measure })
                }
                options={[...Object.keys(measures), "presence"].map((value) => ({
                  value,
                  label: t(`alerting:measure.${value}`),
                }))}
              />
            </Field>
          </>
        )}
        <Field label={t("field.pit")} error={errorOf("pit_id")}>
          <NativeSelect
            value={draft.pit}
            onChange={(event) => change({ pit: event.target.value })}
            options={[
              { value: "", label: t("allPits") },
              ...[...pits].map(([id, label]) => ({ value: String(id), label })),
            ]}
          />
        </Field>
        <LimitFields draft={draft} errorOf={errorOf} onChange={change} />
        <Field label={t("severity")} error={errorOf("severity")}>
          <NativeSelect
            value={draft.severity}
            onChange={(event) => change({ severity: event.target.value })}
            options={severities.map((value) => ({ value, label: t(`alerting:severity.${value}`) }))}
          />
        </Field>
        <Switch
          label={t("enabled")}
          description={t("enabledText")}
          checked={draft.enabled}
          onCheckedChange={(enabled) => change({ enabled })}
        />
      </form>
    </Dialog>
  );
}
