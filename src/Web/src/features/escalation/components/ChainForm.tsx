import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Card, Field, NativeSelect, Switch, toast } from "@/components/ui";
import { severities } from "@/lib/alerting/types";
import { ApiError, problemText } from "@/lib/api/problem";
import { useSaveChain } from "../api/useSaveChain";
import { bodyOf, type Chain, type Draft, draftOf, mostSteps, type StepDraft, withStep } from "../model/chain";
import { StepCard } from "./StepCard";

/** The chain, to be written as a whole. */
export function ChainForm({ chain, people }: { chain: Chain; people: ReadonlyMap<number, string> }) {
  const { t } = useTranslation(["escalation", "alerting", "common"]);
  const [draft, setDraft] = useState(() => draftOf(chain));
  const [saved, setSaved] = useState(draft);
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const setStep = (next: StepDraft) =>
    change({ steps: draft.steps.map((step) => (step.key === next.key ? next : step)) });
  const save = useSaveChain();
  const said = save.error instanceof ApiError ? save.error.fields : {};
  const ofSteps = said["steps"]?.join(" ");
  const ofSeverity = said["min_severity"]?.join(" ");
  const problem =
    save.error === null || ofSteps !== undefined || ofSeverity !== undefined ? null : problemText(save.error, t);
  return (
    <form
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (save.isPending) return;
        save.mutate(bodyOf(draft), {
          onSuccess: () => {
            setSaved(draft);
            toast.success(t("common:form.saved"));
          },
        });
      }}
    >
      <Card>
        <Switch
          label={t("enabled")}
          description={t("enabledText")}
          checked={draft.enabled}
          onCheckedChange={(enabled) => change({ enabled })}
        />
        <Field label={t("severity")} error={ofSeverity} className="mt-2 max-w-sm">
          <NativeSelect
            value={draft.severity}
            onChange={(event) => change({ severity: event.target.value })}
            options={severities.map((value) => ({ value, label: t(`alerting:severity.${value}`) }))}
          />
        </Field>
      </Card>
      {draft.steps.length === 0 ? (
        <p className="text-sm text-muted">{t("noSteps")}</p>
      ) : (
        <ol aria-label={t("steps")} className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          {draft.steps.map((step, index) => (
            <StepCard
              key={step.key}
              step={step}
              number={index + 1}
              people={people}
              onChange={setStep}
              onRemove={() => change({ steps: draft.steps.filter(({ key }) => key !== step.key) })}
            />
          ))}
        </ol>
      )}
      <Button
        variant="secondary"
        className="justify-self-start"
        icon={<Plus aria-hidden />}
        disabled={draft.steps.length >= mostSteps}
        onClick={() => setDraft(withStep)}
      >
        {t("addStep")}
      </Button>
      {ofSteps !== undefined && (
        <Alert tone="bad" title={t("stepsWrong")}>
          {ofSteps}
        </Alert>
      )}
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      <Button type="submit" className="justify-self-start" busy={save.isPending} disabled={draft === saved}>
        {t("common:form.save")}
      </Button>
    </form>
  );
}
