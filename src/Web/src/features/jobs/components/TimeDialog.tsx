import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Dialog, Field, Input, toast } from "@/components/ui";
import { useSpan } from "@/components/job";
import { ApiError, problemText } from "@/lib/api/problem";
import { fromLocalInput, toLocalInput } from "@/lib/jobs/localTime";
import { serverNow } from "@/lib/serverTime";
import { useSetTime } from "../api/useSetTime";

interface TimeDialogProps {
  job: { job_id: number; car_model: string; car_plate: string; estimated_end_time: string };
  onClose: () => void;
}

const steps = [15, 30, 60, 120];

/** When it will be done instead. */
export function TimeDialog({ job, onClose }: TimeDialogProps) {
  const { t } = useTranslation(["jobs", "common"]);
  const span = useSpan();
  const [from] = useState(() => Math.max(Date.parse(job.estimated_end_time), serverNow()));
  const [text, setText] = useState(() => toLocalInput(from));
  const setTime = useSetTime(job.job_id);
  const end = fromLocalInput(text);
  const field = setTime.error instanceof ApiError ? setTime.error.fields["estimated_end_time"]?.join(" ") : undefined;
  const problem = setTime.error === null || field !== undefined ? null : problemText(setTime.error, t);
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t("time.title")}
      description={`${job.car_model} · ${job.car_plate}`}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="job-time" busy={setTime.isPending} disabled={end === null}>
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      <form
        id="job-time"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (end === null || setTime.isPending) return;
          setTime.mutate(end, {
            onSuccess: () => {
              toast.success(t("time.done"));
              onClose();
            },
          });
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title}>
            {problem.advice}
          </Alert>
        )}
        <Field label={t("time.end")} hint={t("time.hint")} error={field} required>
          <Input type="datetime-local" value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        <div role="group" aria-label={t("time.later")} className="flex flex-wrap gap-2">
          {steps.map((minutes) => (
            <Button
              key={minutes}
              variant="secondary"
              onClick={() => setText(toLocalInput((end === null ? from : Date.parse(end)) + minutes * 60_000))}
            >
              +{span(minutes * 60_000)}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
