import { Check } from "lucide-react";
import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

interface Toggle extends Omit<ComponentPropsWithRef<"input">, "type" | "role"> {
  label: ReactNode;
  description?: ReactNode;
  onCheckedChange?: ((checked: boolean) => void) | undefined;
}

const row =
  "min-h-touch flex cursor-pointer items-center gap-3 py-2 text-sm has-disabled:cursor-not-allowed has-disabled:opacity-60";

export function Checkbox({ label, description, className, onChange, onCheckedChange, ...rest }: Toggle) {
  const id = useId();
  return (
    <label className={cn(row, description !== undefined && "items-start", className)}>
      <span className="relative grid size-5 shrink-0 place-items-center">
        <input
          type="checkbox"
          aria-labelledby={`${id}-label`}
          aria-describedby={description === undefined ? undefined : `${id}-description`}
          onChange={(event) => {
            onChange?.(event);
            onCheckedChange?.(event.target.checked);
          }}
          className="peer size-full cursor-pointer appearance-none rounded border border-line-strong bg-surface checked:border-accent checked:bg-accent aria-invalid:border-bad"
          {...rest}
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute size-3.5 text-on-accent opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className="min-w-0">
        <span id={`${id}-label`}>{label}</span>
        {description !== undefined && (
          <span id={`${id}-description`} className="mt-0.5 block text-muted">
            {description}
          </span>
        )}
      </span>
    </label>
  );
}

/** On or off, at once. */
export function Switch({ label, description, className, onChange, onCheckedChange, ...rest }: Toggle) {
  const id = useId();
  return (
    <label className={cn(row, "justify-between", className)}>
      <span className="min-w-0">
        <span id={`${id}-label`}>{label}</span>
        {description !== undefined && (
          <span id={`${id}-description`} className="mt-0.5 block text-muted">
            {description}
          </span>
        )}
      </span>
      <span className="relative inline-flex h-6 w-11 shrink-0">
        <input
          type="checkbox"
          role="switch"
          aria-labelledby={`${id}-label`}
          aria-describedby={description === undefined ? undefined : `${id}-description`}
          onChange={(event) => {
            onChange?.(event);
            onCheckedChange?.(event.target.checked);
          }}
          className="peer size-full cursor-pointer appearance-none rounded-full bg-line-strong transition-colors checked:bg-accent"
          {...rest}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute start-0.5 top-0.5 size-5 rounded-full bg-surface shadow-sm transition-transform peer-checked:translate-x-5"
        />
      </span>
    </label>
  );
}
