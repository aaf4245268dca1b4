import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Alert, Spinner } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { cn } from "@/lib/cn";
import type { OwnDevice } from "@/lib/controllers/types";
import type { Outcome } from "../api/useRun";

interface OutcomesProps {
  outcomes: readonly { deviceId: string; outcome: Outcome }[];
  devices: readonly OwnDevice[];
  error: unknown;
}

/** What each device said, and which did not do it: counted at first, each with its reason when something went wrong. */
export function Outcomes({ outcomes, devices, error }: OutcomesProps) {
  const { t } = useTranslation(["groups", "controllers", "common"]);
  const problem = error === null ? null : problemText(error, t);
  const confirmed = outcomes.filter(({ outcome }) => outcome.kind === "confirmed").length;
  const working = outcomes.some(({ outcome }) => outcome.kind === "working");
  const wrong = outcomes.filter(({ outcome }) => outcome.kind !== "confirmed" && outcome.kind !== "working");
  const name = (deviceId: string) => devices.find((one) => one.device_id === deviceId)?.device_name ?? deviceId;

  function reason(outcome: Outcome): string {
    if (outcome.kind === "refused") return t(`refusals.${outcome.code}`, { defaultValue: outcome.detail });
    if (outcome.kind === "failed")
      return t(`controllers:failures.${outcome.reason}`, { defaultValue: outcome.reason.replaceAll("_", " ") });
    return t("controllers:progress.expired");
  }

  return (
    <div role="status" className="mt-3 empty:mt-0">
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      {problem === null && outcomes.length > 0 && (
        <div className="text-sm">
          <p className={cn("flex items-center gap-2 text-muted", !working && wrong.length === 0 && "text-good")}>
            {working ? <Spinner /> : wrong.length === 0 ? <CircleCheck aria-hidden className="size-4" /> : null}
            {t("confirmed", { count: confirmed, total: outcomes.length })}
          </p>
          {wrong.length > 0 && (
            <ul aria-label={t("notDone")} className="mt-2 grid gap-1 text-bad">
              {wrong.map(({ deviceId, outcome }) => (
                <li key={deviceId} className="flex gap-2">
                  <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                  <span className="min-w-0 break-words">{`${name(deviceId)}: ${reason(outcome)}`}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
