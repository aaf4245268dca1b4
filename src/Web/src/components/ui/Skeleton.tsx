import { cn } from "@/lib/cn";

/** Holds the place of what is being loaded. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("h-4 animate-pulse rounded-control bg-line/60", className)} />;
}
