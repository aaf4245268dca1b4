import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";
import { isRunning, type JobStatus } from "@/lib/jobs/types";
import { useServerNow } from "@/lib/useServerNow";
import { useSpan } from "./useSpan";

interface Timed {
  status: JobStatus;
  estimated_end_time: string;
  estimated_duration_minutes: number;
}

/** How long it will take yet, by the platform's clock: renders when the minute changes. */
export function Remaining({ job, className }: { job: Timed; className?: string }) {
  const { t } = useTranslation("job");
  const span = useSpan();
  const end = Date.parse(job.estimated_end_time);
  const text = useServerNow((now) =>
    end >= now ? t("left", { time: span(end - now) }) : t("over", { time: span(end - now) }),
  );
  const isOver = useServerNow((now) => end < now);
  if (!isRunning(job.status))
    return <span className={className}>{t("planned", { time: span(job.estimated_duration_minutes * 60_000) })}</span>;
  return <span className={cn("tabular-nums", className, isOver && "font-medium text-bad")}>{text}</span>;
}
