import { Car } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";
import type { Job } from "@/lib/jobs/types";
import { Remaining } from "./Remaining";

/** The car that a pit works on: which, how long yet, and what is done to it now. */
export function RunningJob({ job, bare }: { job: Job; bare?: boolean }) {
  const { t } = useTranslation("job");
  const now = job.status === "quality_check" ? t("status.quality_check") : job.current_stage;
  return (
    <div data-job={job.job_id} className={cn("grid gap-1 text-sm", !bare && "border-t border-line pt-3")}>
      <div className="flex min-w-0 items-center gap-2">
        <Car aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1 truncate leading-6 font-medium">
          <span className="sr-only">{t("running")}: </span>
          {job.car_model}
        </span>
        <Remaining job={job} className="shrink-0 text-muted" />
      </div>
      <p className="truncate pl-6 leading-6 text-muted">
        {job.car_plate} · {now ?? job.work_type}
      </p>
      {job.stages_total > 0 && (
        <div aria-hidden className="mt-1 ml-6 h-1 overflow-hidden rounded-full bg-sunken">
          <div
            className="h-full rounded-full bg-accent"
            style={{ width: `${(100 * job.stages_done) / job.stages_total}%` }}
          />
        </div>
      )}
    </div>
  );
}
