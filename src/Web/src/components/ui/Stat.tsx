import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { textTone, type Tone } from "./tones";

interface StatProps {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  tone?: Tone | undefined;
  hint?: ReactNode;
}

/** One figure. */
export function Stat({ label, value, unit, tone = "neutral", hint }: StatProps) {
  return (
    <dl className="min-w-0">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className={cn("mt-1 text-2xl font-semibold tracking-tight break-words tabular-nums", textTone[tone])}>
        {value}
        {unit !== undefined && <span className="ms-1 text-sm font-normal tracking-normal text-muted">{unit}</span>}
      </dd>
      {hint !== undefined && <dd className="mt-0.5 text-xs text-muted">{hint}</dd>}
    </dl>
  );
}
