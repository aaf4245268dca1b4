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
  if (create.data !== undefined)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("created.title")}
        footer={
          <>
            <LinkButton variant="secondary" to={paths.job.of(create.data.job_id)}>
              {t("created.open")}
            </LinkButton>
            <Button onClick={onClose}>{t("created.done")}</Button>
          </>
        }
      >
        <Created created={create.data} />
      </Dialog>
    );
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

function Created({ created }: { created: CreatedJob }) {
  const { t } = useTranslation("jobs");
  const credentials = created.customer_credentials;
  if (credentials === null)
    return (
      <Alert tone="good" title={t("created.known")}>
        {t("created.knownText")}
      </Alert>
    );
  return (
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
  );
}
