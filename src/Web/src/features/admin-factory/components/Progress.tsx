import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/i18n/format";

/** How many of a batch have come so far. */
export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  const { t } = useTranslation("admin-factory");
  const format = useFormat();
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap justify-between gap-x-3 text-sm">
        <span>{label}</span>
        <span className="text-muted tabular-nums">
          {t("of", { done: format.number(done), all: format.number(of) })}
        </span>
      </div>
      <progress
        aria-label={label}
        value={done}
        max={of}
        className="mt-1 h-2 w-full appearance-none overflow-hidden rounded-full bg-line accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
