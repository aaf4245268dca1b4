import { Clock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Remaining, useSpan } from "@/components/job";
import { Button, Card, CardSection, KeyValue, Timeline } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { isOpen, isRunning, type JobDetails } from "@/lib/jobs/types";
import { TimeDialog } from "./TimeDialog";

/** When it began, when it will be done, and every other time that was said before. */
export function TimesCard({ job, mayEdit }: { job: JobDetails; mayEdit: boolean }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const span = useSpan();
  const [editing, setEditing] = useState(false);
  const open = isOpen(job.status);
  const changes = job.time_changes ?? [];
  return (
    <Card
      title={t("times.title")}
      actions={
        mayEdit &&
        open && (
          <Button variant="secondary" size="sm" icon={<Clock aria-hidden />} onClick={() => setEditing(true)}>
            {t("time.title")}
          </Button>
        )
      }
    >
      {isRunning(job.status) && (
        <p className="mb-3 border-b border-line pb-3">
          <Remaining job={job} className="text-2xl font-semibold tracking-tight" />
        </p>
      )}
      <KeyValue
        items={[
          { label: t("times.created"), value: format.minute(job.created_at) },
          ...(job.started_at != null ? [{ label: t("times.started"), value: format.minute(job.started_at) }] : []),
          { label: t("times.duration"), value: span(job.estimated_duration_minutes * 60_000) },
          ...(open ? [{ label: t("time.end"), value: format.minute(job.estimated_end_time) }] : []),
          ...(job.ended_at != null ? [{ label: t("times.ended"), value: format.minute(job.ended_at) }] : []),
          ...(job.started_at != null && job.ended_at != null
            ? [{ label: t("times.took"), value: span(Date.parse(job.ended_at) - Date.parse(job.started_at)) }]
            : []),
        ]}
      />
      {changes.length > 0 && (
        <CardSection title={t("times.changes")}>
          <Timeline
            items={[...changes].reverse().map((change) => ({
              at: <time dateTime={change.at}>{format.minute(change.at)}</time>,
              title: `${format.minute(change.from_time)} → ${format.minute(change.to_time)}`,
              text: t(change.reason === "started" ? "times.byStart" : "times.byPerson"),
            }))}
          />
        </CardSection>
      )}
      {editing && <TimeDialog job={job} onClose={() => setEditing(false)} />}
    </Card>
  );
}
