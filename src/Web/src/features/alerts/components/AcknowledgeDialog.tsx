import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAlertWords } from "@/components/alerting";
import { Alert as Notice, Button, Dialog, Field, Textarea, toast } from "@/components/ui";
import type { Alert } from "@/lib/alerting/types";
import { ApiError, problemText } from "@/lib/api/problem";
import { useAcknowledge } from "../api/useAcknowledge";

const longestNote = 500;

/** Takes an alert on, with a word for the others if there is one. */
export function AcknowledgeDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { t } = useTranslation(["alerts", "common"]);
  const words = useAlertWords();
  const [note, setNote] = useState("");
  const take = useAcknowledge(alert.alert_id);
  const said = take.error instanceof ApiError ? take.error.fields["note"]?.join(" ") : undefined;
  const problem = take.error === null || said !== undefined ? null : problemText(take.error, t);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("acknowledge.title")}
      description={`${words.typeOf(alert.alert_type)}: ${words.readingOf(alert)}`}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="acknowledge" busy={take.isPending}>
            {t("acknowledge.action")}
          </Button>
        </>
      }
    >
      <form
        id="acknowledge"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (take.isPending) return;
          take.mutate(note.trim(), {
            onSuccess: () => {
              toast.success(t("acknowledge.done"));
              onClose();
            },
          });
        }}
      >
        {problem && (
          <Notice tone="bad" title={problem.title}>
            {problem.advice}
          </Notice>
        )}
        <p className="text-sm text-muted">{t("acknowledge.text")}</p>
        <Field label={t("acknowledge.note")} error={said}>
          <Textarea value={note} maxLength={longestNote} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
