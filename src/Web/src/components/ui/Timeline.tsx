import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { solidTone, type Tone } from "./tones";

interface TimelineItem {
  at: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  tone?: Tone | undefined;
  /** A step of something under way: `true` when it happened, `false` while it is awaited. */
  done?: boolean | undefined;
}

/** What happened, in order. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="text-sm">
      {items.map((item, index) => (
        <li key={index} className="relative flex gap-3 pb-5 last:pb-0">
          {index < items.length - 1 && (
            <span aria-hidden className="absolute start-[9px] top-5 bottom-0 w-px bg-line" />
          )}
          <span
            aria-hidden
            className={cn(
              "mt-0.5 grid size-[19px] shrink-0 place-items-center rounded-full",
              item.done === false && "border border-dashed border-line-strong",
              item.done === true && (item.tone === undefined ? "bg-accent" : solidTone[item.tone]),
            )}
          >
            {item.done === true && <Check strokeWidth={3} className="size-3 text-surface" />}
            {item.done === undefined && (
              <span className={cn("size-2.5 rounded-full", solidTone[item.tone ?? "neutral"])} />
            )}
          </span>
          <div className={cn("min-w-0 flex-1", item.done === false && "text-muted")}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <p className="font-medium break-words">{item.title}</p>
              <div className="text-xs text-muted tabular-nums">{item.at}</div>
            </div>
            {item.text && <div className="mt-0.5 break-words text-muted">{item.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
