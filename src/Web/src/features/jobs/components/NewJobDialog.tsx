import { useTranslation } from "react-i18next";
import { Alert, Button, Dialog, LinkButton, QueryState, SecretOnce } from "@/components/ui";
import { useTemplates } from "@/lib/jobs/useTemplates";
import { paths } from "@/lib/paths";
import { type CreatedJob, useCreateJob } from "../api/useCreateJob";
import { NewJobForm } from "./NewJobForm";
import type { Place } from "./PitRow";

interface NewJobDialogProps {
  places: readonly Place[];
  /** Chosen at first. */
  pitId: number | null;
  onClose: () => void;
}

/** Takes a car on; a new customer's sign-in is shown this once. */
export function NewJobDialog({ places, pitId, onClose }: NewJobDialogProps) {
  const { t } = useTranslation(["jobs", "common"]);
  const templates = useTemplates();
  const create = useCreateJob();
  if (create.data !== undefined) return <Created created={create.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("new.title")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="new-job" busy={create.isPending} disabled={templates.data === undefined}>
            {t("new.submit")}
          </Button>
        </>
      }
    >
      <QueryState query={templates}>
        {() =>
          templates.data && (
            <NewJobForm
              id="new-job"
              places={places}
              pitId={pitId}
              templates={templates.data}
              error={create.error}
              onSubmit={(job) => {
                if (!create.isPending) create.mutate(job);
              }}
            />
          )
        }
      </QueryState>
    </Dialog>
  );
}

function Created({ created, onClose }: { created: CreatedJob; onClose: () => void }) {
  const { t } = useTranslation("jobs");
  const credentials = created.customer_credentials;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("created.title")}
      footer={
        <>
          <LinkButton variant="secondary" to={paths.job.of(created.job_id)}>
            {t("created.open")}
          </LinkButton>
          <Button onClick={onClose}>{t("created.done")}</Button>
        </>
      }
    >
      {credentials === null ? (
        <Alert tone="good" title={t("created.known")}>
          {t("created.knownText")}
        </Alert>
      ) : (
        <SecretOnce
          title={t("created.once")}
          warning={t("created.onceText")}
          fileName={`job-${created.job_id}.txt`}
          items={[
            { label: t("created.address"), value: `${location.origin}${paths.signIn}` },
            { label: t("created.username"), value: credentials.username },
            { label: t("created.password"), value: credentials.password },
          ]}
        />
      )}
    </Dialog>
  );
}
