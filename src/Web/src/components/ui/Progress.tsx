import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface ProgressProps {
  label: ReactNode;
  done: number;
  of: number;
  /** What stands beside the label, such as "2 of 4". */
  text: string;
  className?: string | undefined;
}

/** How far something is, in a word and as a bar. */
export function Progress({ label, done, of, text, className }: ProgressProps) {
  const share = of === 0 ? 0 : Math.min(1, done / of);
  return (
    <div className={cn("min-w-0", className)}>
      <div className="mb-1 flex flex-wrap justify-between gap-x-3 text-sm">
        <span className="min-w-0 break-words">{label}</span>
        <span className="text-muted tabular-nums">{text}</span>
      </div>
      <div
        role="progressbar"
        aria-label={typeof label === "string" ? label : text}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={Math.min(done, of)}
        aria-valuetext={text}
        className="h-2 w-full overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
