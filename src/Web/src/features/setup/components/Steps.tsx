import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";

export const stages = ["find", "wifi", "proof", "name", "done"] as const;
export type Stage = (typeof stages)[number];

/** Where somebody is on the way to a device that works. A wired device has no step for the Wi-Fi. */
export function Steps({ current, wifi }: { current: Stage; wifi: boolean }) {
  const { t } = useTranslation("setup");
  const shown = stages.filter((stage) => stage !== "wifi" || wifi);
  const at = shown.indexOf(current);
  return (
    <ol aria-label={t("steps.label")} className="mb-5 flex gap-1.5 text-xs">
      {shown.map((stage, index) => (
        <li
          key={stage}
          aria-current={stage === current ? "step" : undefined}
          className={cn(
            "min-w-0 flex-1 border-t-4 pt-1.5",
            index <= at ? "border-accent" : "border-line text-muted",
            stage === current && "font-semibold",
          )}
        >
          <span className={cn("block break-words", stage !== current && "max-sm:sr-only")}>
            {t(`steps.${stage}`)}
            {index < at && <span className="sr-only">{t("steps.past")}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
