import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cn } from "@/lib/cn";

const steps = ["register", "credentials", "wait"] as const;

/** Where somebody is on the way to a working device. */
export function Steps({ current, done = false }: { current: 0 | 1 | 2; done?: boolean }) {
  const { t } = useTranslation("device-setup");
  return (
    <ol aria-label={t("steps.label")} className="mb-5 grid grid-cols-3 gap-2 text-xs sm:text-sm">
      {steps.map((step, index) => {
        const past = index < current || done;
        const now = index === current && !done;
        return (
          <li
            key={step}
            aria-current={now ? "step" : undefined}
            className={cn(
              "flex min-w-0 flex-col gap-1 border-t-4 pt-2",
              past ? "border-accent" : now ? "border-accent font-semibold" : "border-line text-muted",
            )}
          >
            <span className="flex min-w-0 items-start gap-1.5">
              {past ? (
                <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
              ) : (
                <span className="tabular-nums">{index + 1}.</span>
              )}
              <span className="min-w-0 break-words">
                {t(`steps.${step}`)}
                {past && <span className="sr-only">{t("steps.done")}</span>}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
