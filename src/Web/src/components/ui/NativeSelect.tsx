import { ChevronDown } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./Field";
import { controlClass } from "./Input";

interface Option {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

/** The system's own select, which is the best one on a phone. */
export function NativeSelect({
  options,
  className,
  ...rest
}: Omit<ComponentPropsWithRef<"select">, "children" | "multiple"> & { options: readonly Option[] }) {
  const wiring = useFieldControl(rest);
  return (
    <div className={cn("relative min-w-0", className)}>
      <select className={cn(controlClass, "cursor-pointer appearance-none truncate pe-9")} {...rest} {...wiring}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted" />
    </div>
  );
}
