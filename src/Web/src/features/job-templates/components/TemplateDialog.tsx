import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Dialog, Field, Input, Textarea, toast } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import type { Template } from "@/lib/jobs/useTemplates";
import { useSaveTemplate } from "../api/useSaveTemplate";

const longest = 43_200;

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What a kind of work takes. */
export function TemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const { t } = useTranslation(["job-templates", "common"]);
  const [name, setName] = useState(template?.name ?? "");
  const [minutes, setMinutes] = useState(template?.duration_minutes == null ? "" : String(template.duration_minutes));
  const [stages, setStages] = useState(template?.stages.join("\n") ?? "");
  const [materials, setMaterials] = useState(template?.materials.join("\n") ?? "");
  const [tried, setTried] = useState(false);
  const save = useSaveTemplate(template?.template_id ?? null);
  const fields = save.error instanceof ApiError ? save.error.fields : {};
  const problem = save.error === null ? null : problemText(save.error, t);
  const duration = minutes === "" ? null : Number(minutes);
  const durationIsRight = duration === null || (Number.isInteger(duration) && duration >= 1 && duration <= longest);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(template === null ? "add" : "edit")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="template" busy={save.isPending}>
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      <form
        id="template"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (name.trim() === "" || !durationIsRight || save.isPending) return;
          save.mutate(
            {
              name: name.trim(),
              duration_minutes: duration,
              stages: linesOf(stages),
              materials: linesOf(materials),
            },
            {
              onSuccess: () => {
                toast.success(t("common:form.saved"));
                onClose();
              },
            },
          );
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {Object.keys(fields).length === 0 ? problem.advice : null}
          </Alert>
        )}
        <Field
          label={t("name")}
          error={(tried && name.trim() === "" && t("common:form.required")) || fields["name"]?.join(" ")}
          required
        >
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field
          label={t("minutes")}
          hint={t("minutesHint")}
          error={(tried && !durationIsRight && t("minutesWrong")) || fields["duration_minutes"]?.join(" ")}
        >
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={longest}
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        </Field>
        <Field label={t("stages")} hint={t("stagesHint")} error={fields["stages"]?.join(" ")}>
          <Textarea rows={5} value={stages} onChange={(event) => setStages(event.target.value)} />
        </Field>
        <Field label={t("materials")} hint={t("perLine")} error={fields["materials"]?.join(" ")}>
          <Textarea rows={4} value={materials} onChange={(event) => setMaterials(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
