import { useTranslation } from "react-i18next";
import { Alert, Button, ConfirmDialog, LinkButton } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { paths } from "@/lib/paths";
import type { Moving } from "./useMoving";

/** Why a step was not taken and where to go on, and the question before a step that stays. */
export function MoveDialogs({ moving }: { moving: Moving }) {
  const { t } = useTranslation(["jobs", "common"]);
  const { asked, problem } = moving;
  const text = problem === null ? null : problemText(problem, t);
  const busy = problem instanceof ApiError ? problem.body["running_job_id"] : undefined;
  return (
    <>
      {text && (
        <Alert
          tone="bad"
          title={text.title}
          className="mb-4"
          actions={
            <>
              {typeof busy === "number" && (
                <LinkButton to={paths.job.of(busy)} size="sm" variant="secondary">
                  {t("toRunning")}
                </LinkButton>
              )}
              <Button size="sm" variant="ghost" onClick={moving.forgive}>
                {t("common:ui.dismiss")}
              </Button>
            </>
          }
        >
          {text.advice}
        </Alert>
      )}
      {asked !== null && (
        <ConfirmDialog
          open
          onOpenChange={moving.withdraw}
          tone={asked.status === "completed" ? "primary" : "danger"}
          title={t(`confirm.${asked.status}.title`, { car: `${asked.job.car_model} · ${asked.job.car_plate}` })}
          consequences={t(`confirm.${asked.status}.text`)}
          confirmLabel={t(`move.${asked.status}`)}
          onConfirm={moving.confirm}
        />
      )}
    </>
  );
}
