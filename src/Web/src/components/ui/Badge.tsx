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

/** A state at a glance, beside the text that says it. It does not move: what moves for ever keeps a phone awake. */
export function Dot({ tone, className }: { tone: Tone; className?: string }) {
  return <span aria-hidden className={cn("inline-flex size-2.5 shrink-0 rounded-full", solidTone[tone], className)} />;
}
