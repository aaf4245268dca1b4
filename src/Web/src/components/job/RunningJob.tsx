import { Car } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Job } from "@/lib/jobs/types";
import { Remaining } from "./Remaining";

/** The car that a pit works on, in a line. */
export function RunningJob({ job }: { job: Job }) {
  const { t } = useTranslation("job");
  return (
    <div data-job={job.job_id} className="flex min-w-0 items-center gap-2 border-t border-line pt-3 text-sm">
      <Car aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate leading-6">
        <span className="sr-only">{t("running")}: </span>
        {job.car_model} · {job.car_plate}
      </span>
      <Remaining job={job} className="shrink-0 text-muted" />
    </div>
  );
}
