import { useTranslation } from "react-i18next";
import { Progress, Timeline } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { JobDetails } from "@/lib/jobs/types";

/** What was done and what comes, with how far it is. */
export function Stages({ job }: { job: JobDetails }) {
  const { t } = useTranslation(["my-jobs", "job"]);
  const format = useFormat();
  const { stages } = job;
  if (stages.length === 0) return null;
  const done = stages.filter(({ done_at }) => done_at !== null).length;
  return (
    <section aria-label={t("progress")} className="rounded-card border border-line bg-surface p-4 sm:p-5">
      <Progress
        label={job.current_stage ?? t("progress")}
        done={done}
        of={stages.length}
        text={t("job:of", { done, all: stages.length })}
        className="mb-4"
      />
      <Timeline
        items={stages.map((stage) => ({
          title: stage.name,
          at: stage.done_at === null ? null : <time dateTime={stage.done_at}>{format.time(stage.done_at)}</time>,
          text: stage.is_current && stage.done_at === null ? t("now") : undefined,
          done: stage.done_at !== null,
        }))}
      />
    </section>
  );
}
