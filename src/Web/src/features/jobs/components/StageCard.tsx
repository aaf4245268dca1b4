import { useTranslation } from "react-i18next";
import { Alert, Badge, Card, Checkbox, Progress } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useFormat } from "@/lib/i18n/format";
import { isRunning, type JobDetails } from "@/lib/jobs/types";
import { useSetStage } from "../api/useSetStage";

/** The stages as the customer sees them; ticked while the car is worked on. */
export function StageCard({ job }: { job: JobDetails }) {
  const { t } = useTranslation(["jobs", "common", "job"]);
  const format = useFormat();
  const set = useSetStage(job.job_id);
  const problem = set.error === null ? null : problemText(set.error, t);
  const done = job.stages.filter(({ done_at }) => done_at !== null).length;
  // What was ticked is shown ticked while it is on its way.
  const wanted = set.isPending ? set.variables : null;
  const runs = isRunning(job.status);
  return (
    <Card title={t("stages.title")}>
      {job.stages.length === 0 ? (
        <p className="text-sm text-muted">{t("stages.none")}</p>
      ) : (
        <>
          <Progress
            label={job.current_stage ?? t(`job:status.${job.status}`)}
            done={done}
            of={job.stages.length}
            text={t("job:of", { done, all: job.stages.length })}
            className="mb-2"
          />
          {problem && (
            <Alert tone="bad" title={problem.title} className="my-2">
              {problem.advice}
            </Alert>
          )}
          {job.status === "waiting" && <p className="text-sm text-muted">{t("stages.whileRunning")}</p>}
          <ul>
            {job.stages.map((stage) => (
              <li key={stage.position} className="flex min-w-0 items-center justify-between gap-3">
                <Checkbox
                  className="flex-1"
                  label={stage.name}
                  checked={wanted?.position === stage.position ? wanted.done : stage.done_at !== null}
                  disabled={!runs}
                  onCheckedChange={(ticked) => {
                    if (!set.isPending) set.mutate({ position: stage.position, done: ticked });
                  }}
                />
                {stage.done_at !== null ? (
                  <time dateTime={stage.done_at} className="text-xs text-muted tabular-nums">
                    {format.time(stage.done_at)}
                  </time>
                ) : (
                  stage.is_current && <Badge tone="accent">{t("stages.now")}</Badge>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
