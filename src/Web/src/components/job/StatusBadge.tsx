import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "@/components/ui";
import type { JobStatus } from "@/lib/jobs/types";

const tones: Readonly<Record<JobStatus, Tone>> = {
  waiting: "neutral",
  in_progress: "accent",
  quality_check: "warn",
  completed: "good",
  cancelled: "bad",
};

export function StatusBadge({ status, className }: { status: JobStatus; className?: string }) {
  const { t } = useTranslation("job");
  return (
    <Badge tone={tones[status]} {...(className !== undefined && { className })}>
      {t(`status.${status}`)}
    </Badge>
  );
}
