import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Card, Checkbox, Dialog, QueryState } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import type { JobDetails } from "@/lib/jobs/types";
import { useCrew } from "@/lib/jobs/useCrew";
import { useSetStaff } from "../api/useSetStaff";

/** Who works on it. */
export function StaffCard({ job, mayEdit }: { job: JobDetails; mayEdit: boolean }) {
  const { t } = useTranslation("jobs");
  const [editing, setEditing] = useState(false);
  return (
    <Card
      title={t("staff.title")}
      actions={
        mayEdit && (
          <Button variant="secondary" size="sm" onClick={() => setEditing(true)}>
            {t("staff.edit")}
          </Button>
        )
      }
    >
      {job.staff.length === 0 ? (
        <p className="text-sm text-muted">{t("staff.none")}</p>
      ) : (
        <ul className="grid gap-1 text-sm">
          {job.staff.map(({ user_id, name }) => (
            <li key={user_id} className="break-words">
              {name}
            </li>
          ))}
        </ul>
      )}
      {editing && <StaffDialog job={job} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function StaffDialog({ job, onClose }: { job: JobDetails; onClose: () => void }) {
  const { t } = useTranslation(["jobs", "common"]);
  const crew = useCrew();
  const [chosen, setChosen] = useState(() => new Set(job.staff.map(({ user_id }) => user_id)));
  const save = useSetStaff(job.job_id);
  const problem = save.error === null ? null : problemText(save.error, t);
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t("staff.title")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button
            busy={save.isPending}
            disabled={crew.data === undefined}
            onClick={() => save.mutate([...chosen], { onSuccess: onClose })}
          >
            {t("common:form.save")}
          </Button>
        </>
      }
    >
      {problem && (
        <Alert tone="bad" title={problem.title} className="mb-3">
          {problem.advice}
        </Alert>
      )}
      <QueryState query={crew}>
        <ul>
          {crew.data?.map(({ user_id, name }) => (
            <li key={user_id}>
              <Checkbox
                label={name}
                checked={chosen.has(user_id)}
                onCheckedChange={(works) => {
                  const next = new Set(chosen);
                  if (works) next.add(user_id);
                  else next.delete(user_id);
                  setChosen(next);
                }}
              />
            </li>
          ))}
        </ul>
      </QueryState>
    </Dialog>
  );
}
