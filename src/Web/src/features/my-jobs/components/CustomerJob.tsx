import { Maximize, Minimize } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ReportButton, StatusBadge, useSpan } from "@/components/job";
import { useFullScreen } from "@/components/pit";
import { Button, Card, KeyValue } from "@/components/ui";
import { cn } from "@/lib/cn";
import { useFormat } from "@/lib/i18n/format";
import { isOpen, isRunning, type JobDetails } from "@/lib/jobs/types";
import { useWatching } from "../api/useWatching";
import { Air } from "./Air";
import { Countdown } from "./Countdown";
import { Rating } from "./Rating";
import { Stages } from "./Stages";

/** A customer's car: live while it is worked on, a summary afterwards. */
export function CustomerJob({ job }: { job: JobDetails }) {
  useWatching(job.job_id, isOpen(job.status));
  return (
    <div className="mx-auto grid max-w-2xl grid-cols-[minmax(0,1fr)] gap-4">
      {isOpen(job.status) ? <Open job={job} /> : <Over job={job} />}
    </div>
  );
}

function Open({ job }: { job: JobDetails }) {
  const { t } = useTranslation(["my-jobs", "pits"]);
  const span = useSpan();
  const all = useRef<HTMLDivElement>(null);
  const { isFull, enter, leave } = useFullScreen(all);
  const runs = isRunning(job.status);
  return (
    <div
      ref={all}
      className={cn(
        "grid grid-cols-[minmax(0,1fr)] content-start gap-4",
        isFull && "fixed inset-0 z-50 overflow-y-auto bg-canvas p-4",
      )}
    >
      <section aria-label={t("status")} className="grid gap-4 rounded-card border border-line bg-surface p-4 sm:p-5">
        <div className="flex flex-wrap items-center justify-between gap-2">
          {/* Said to screen readers when it changes in front of them. */}
          <div role="status">
            <StatusBadge status={job.status} className="px-3 py-1 text-sm" />
          </div>
          <Button
            variant="secondary"
            size="sm"
            icon={isFull ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
            onClick={() => void (isFull ? leave() : enter())}
          >
            {t(isFull ? "pits:fullScreen.leave" : "pits:fullScreen.enter")}
          </Button>
        </div>
        {runs ? (
          <Countdown end={job.estimated_end_time} />
        ) : (
          <p className="py-2 text-center">{t("waiting", { time: span(job.estimated_duration_minutes * 60_000) })}</p>
        )}
      </section>
      <Stages job={job} />
      {runs && <Air pitId={job.pit_id} />}
    </div>
  );
}

function Over({ job }: { job: JobDetails }) {
  const { t } = useTranslation("my-jobs");
  const format = useFormat();
  const span = useSpan();
  const done = job.status === "completed";
  const took =
    job.started_at != null && job.ended_at != null ? Date.parse(job.ended_at) - Date.parse(job.started_at) : null;
  return (
    <>
      <Card title={t("summary")} actions={<ReportButton jobId={job.job_id} />}>
        <div role="status" className="mb-3">
          <StatusBadge status={job.status} className="px-3 py-1 text-sm" />
        </div>
        <KeyValue
          items={[
            ...(job.started_at != null ? [{ label: t("started"), value: format.minute(job.started_at) }] : []),
            ...(job.ended_at != null
              ? [{ label: t(done ? "completed" : "cancelled"), value: format.minute(job.ended_at) }]
              : []),
            ...(took === null ? [] : [{ label: t("took"), value: span(took) }]),
            ...(job.staff.length > 0 ? [{ label: t("by"), value: job.staff.map(({ name }) => name).join(", ") }] : []),
          ]}
        />
      </Card>
      {done && <Rating job={job} />}
      <Stages job={job} />
    </>
  );
}
