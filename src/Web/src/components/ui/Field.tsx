import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId, useMemo } from "react";
import { cn } from "@/lib/cn";

interface Wiring {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<Wiring | null>(null);

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the value; an empty text is no error. */
  error?: ReactNode;
  required?: boolean | undefined;
  children: ReactNode;
  className?: string | undefined;
}

/** A label, its one control (Input, Textarea, PasswordInput, NativeSelect), a hint and what is wrong, tied together. */
export function Field({ label, hint, error, required = false, children, className }: FieldProps) {
  const id = useId();
  const invalid = error !== undefined && error !== null && error !== false && error !== "";
  const hinted = hint !== undefined && hint !== null && hint !== false && hint !== "";
  const describedBy = [hinted && `${id}-hint`, invalid && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const wiring = useMemo(() => ({ id, describedBy, invalid, required }), [id, describedBy, invalid, required]);
  return (
    <div className={cn("min-w-0", className)}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
        {required && (
          <span aria-hidden className="text-bad">
            {" *"}
          </span>
        )}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {hinted && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {invalid && (
        <p id={`${id}-error`} className="mt-1.5 flex gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{error}</span>
        </p>
      )}
    </div>
  );
}

interface Control {
  id?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling" | undefined;
  "aria-required"?: boolean | "true" | "false" | undefined;
}

/** Attributes that tie a control to the Field around it. What the control says itself comes first. */
export function useFieldControl(own: Control): Control {
  const field = useContext(FieldContext);
  if (field === null) return {};
  const describedBy = [own["aria-describedby"], field.describedBy].filter(Boolean).join(" ");
  return {
    id: own.id ?? field.id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": own["aria-invalid"] ?? (field.invalid || undefined),
    "aria-required": own["aria-required"] ?? (field.required || undefined),
  };
}
