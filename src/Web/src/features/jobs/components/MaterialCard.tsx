import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Card, Checkbox, Dialog, Field, Textarea } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { isOpen, type JobDetails } from "@/lib/jobs/types";
import { useSetMaterial } from "../api/useSetMaterial";
import { useSetMaterials } from "../api/useSetMaterials";

/** What the job needs, ticked off when it is there. */
export function MaterialCard({ job, mayEdit }: { job: JobDetails; mayEdit: boolean }) {
  const { t } = useTranslation(["jobs", "common"]);
  const [editing, setEditing] = useState(false);
  const set = useSetMaterial(job.job_id);
  const problem = set.error === null ? null : problemText(set.error, t);
  // What was ticked is shown ticked while it is on its way.
  const wanted = set.isPending ? set.variables : null;
  const materials = job.materials ?? [];
  const open = isOpen(job.status);
  return (
    <Card
      title={t("materials.title")}
      actions={
        mayEdit &&
        open && (
          <Button variant="secondary" size="sm" onClick={() => setEditing(true)}>
            {t("materials.edit")}
          </Button>
        )
      }
    >
      {problem && (
        <Alert tone="bad" title={problem.title} className="mb-2">
          {problem.advice}
        </Alert>
      )}
      {materials.length === 0 ? (
        <p className="text-sm text-muted">{t("materials.none")}</p>
      ) : (
        <ul>
          {materials.map(({ position, name, done_at }) => (
            <li key={position}>
              <Checkbox
                label={name}
                checked={wanted?.position === position ? wanted.done : done_at !== null}
                disabled={!open}
                onCheckedChange={(done) => {
                  if (!set.isPending) set.mutate({ position, done });
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <MaterialDialog
          jobId={job.job_id}
          names={materials.map(({ name }) => name)}
          onClose={() => setEditing(false)}
        />
      )}
    </Card>
  );
}

function MaterialDialog({ jobId, names, onClose }: { jobId: number; names: string[]; onClose: () => void }) {
  const { t } = useTranslation(["jobs", "common"]);
  const [text, setText] = useState(names.join("\n"));
  const save = useSetMaterials(jobId);
  const field = save.error instanceof ApiError ? save.error.fields["names"]?.join(" ") : undefined;
  const problem = save.error === null || field !== undefined ? null : problemText(save.error, t);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("materials.title")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="materials" busy={save.isPending}>
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      <form
        id="materials"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const lines = text.split("\n").map((line) => line.trim());
          save.mutate(
            lines.filter((line) => line !== ""),
            { onSuccess: onClose },
          );
        }}
      >
        {problem && (
          <Alert tone="bad" title={problem.title} className="mb-3">
            {problem.advice}
          </Alert>
        )}
        <Field label={t("materials.list")} hint={t("materials.hint")} error={field}>
          <Textarea rows={8} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
