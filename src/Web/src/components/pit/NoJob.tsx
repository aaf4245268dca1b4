import type { TFunction } from "i18next";
import { Car } from "lucide-react";

/** That a pit works on no car. */
export function NoJob({ t }: { t: TFunction<"pits"> }) {
  return (
    <p className="flex min-w-0 items-center gap-2 border-t border-line pt-3 text-sm text-muted">
      <Car aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 truncate leading-6">{t("job.none")}</span>
    </p>
  );
}
