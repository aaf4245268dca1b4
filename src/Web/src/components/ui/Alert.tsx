import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { softTone, type Tone } from "./tones";

const icons = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert, neutral: Info, accent: Info };

interface AlertProps {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string | undefined;
}

/** Something the reader should know now. What is bad interrupts a screen reader, the rest waits for a pause. */
export function Alert({ tone, title, children, actions, className }: AlertProps) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cn("flex gap-3 rounded-card border border-current/25 px-4 py-3 text-sm", softTone[tone], className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="mt-3 flex flex-wrap gap-2 text-ink">{actions}</div>}
      </div>
    </div>
  );
}
