import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface FilterChipsProps<T extends string> {
  label: string;
  options: readonly { value: T; label: ReactNode; count?: number | undefined }[];
  value: T;
  onChange: (value: T) => void;
  className?: string | undefined;
}

/** A filter of a list. With an option of the value "" ("all"), a second press on the chosen one goes back to it. */
export function FilterChips<T extends string>({ label, options, value, onChange, className }: FilterChipsProps<T>) {
  const all = options.find((option) => option.value === "");
  return (
    <div role="group" aria-label={label} className={cn("flex flex-wrap gap-2", className)}>
      {options.map((option) => {
        const chosen = option.value === value;
        return (
          <button
            key={option.value}
            type="button"
            aria-pressed={chosen}
            onClick={() => onChange(chosen && all ? all.value : option.value)}
            className={cn(
              "inline-flex min-h-touch cursor-pointer items-center gap-1.5 rounded-full border px-3.5 text-sm transition-colors md:pointer-fine:min-h-8 md:pointer-fine:px-3",
              chosen
                ? "border-accent bg-accent-soft font-medium text-accent-strong"
                : "border-line bg-surface text-muted hover:border-line-strong hover:text-ink",
            )}
          >
            {chosen && <Check aria-hidden className="size-3.5" />}
            {option.label}
            {option.count !== undefined && <span className="tabular-nums">{option.count}</span>}
          </button>
        );
      })}
    </div>
  );
}
