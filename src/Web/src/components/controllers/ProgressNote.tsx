import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, Spinner } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { cn } from "@/lib/cn";
import type { Wish } from "@/lib/controllers/useControl";
import { useFormat } from "@/lib/i18n/format";

interface ProgressNoteProps {
  wish: Wish | null;
  /** The wished value in words. */
  value: string;
  /** Sends it again, to wait until the device is back. */
  onWait?: (() => void) | undefined;
}

/** How far a wish came, in words; said to screen readers as it goes on. */
export function ProgressNote({ wish, value, onWait }: ProgressNoteProps) {
  const { t } = useTranslation(["controllers", "common"]);
  const format = useFormat();
  const progress = wish?.progress;
  const bad = progress?.phase === "failed" || progress?.phase === "refused" || progress?.phase === "offline";
  const late = progress?.phase === "expired" || progress?.phase === "superseded";

  function text(): string {
    if (progress === undefined) return "";
    if (progress.phase === "failed")
      return t("progress.failed", {
        reason: t(`failures.${progress.reason}`, { defaultValue: progress.reason.replaceAll("_", " ") }),
      });
    if (progress.phase === "offline")
      return progress.lastSeenAt === null
        ? t("progress.offlineNever")
        : t("progress.offline", { at: format.dateTime(progress.lastSeenAt) });
    if (progress.phase === "refused") {
      const { title, advice } = problemText(progress.error, t);
      return `${title} ${advice}`;
    }
    return t(`progress.${progress.phase}`, { value });
  }

  const Icon = bad ? CircleAlert : late ? Clock : CircleCheck;
  return (
    <div role="status" data-progress={progress?.phase} className="min-w-0">
      {progress !== undefined && (
        <div
          className={cn(
            "flex flex-wrap items-center gap-x-2 gap-y-1 pb-2 text-sm text-muted [&_svg]:size-4 [&_svg]:shrink-0",
            bad && "text-bad",
            late && "text-warn",
            progress.phase === "confirmed" && "text-good",
          )}
        >
          {progress.phase === "sending" || progress.phase === "waiting" ? <Spinner /> : <Icon aria-hidden />}
          <span className="min-w-0 flex-1 break-words">{text()}</span>
          {progress.phase === "offline" && onWait && (
            <Button size="sm" variant="secondary" onClick={onWait}>
              {t("progress.whenBack")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
