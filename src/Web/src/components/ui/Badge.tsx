import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { softTone, solidTone, type Tone } from "./tones";

export function Badge({
  tone,
  icon,
  children,
  className,
}: {
  tone: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium [&_svg]:size-3.5 [&_svg]:shrink-0",
        softTone[tone],
        className,
      )}
    >
      {icon}
      {/* Thai and Hindi have signs above and below the letters, which a cut-off line must not lose. */}
      <span className="truncate leading-5">{children}</span>
    </span>
  );
}

/** A state at a glance, beside the text that says it. */
export function Dot({ tone, pulse = false, className }: { tone: Tone; pulse?: boolean; className?: string }) {
  return (
    <span aria-hidden className={cn("relative inline-flex size-2.5 shrink-0", className)}>
      {pulse && <span className={cn("absolute inset-0 animate-ping rounded-full opacity-60", solidTone[tone])} />}
      <span className={cn("relative size-full rounded-full", solidTone[tone])} />
    </span>
  );
}
