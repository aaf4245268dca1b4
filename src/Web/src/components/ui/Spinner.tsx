import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/cn";

/** Turns while something is under way. Without a label, whatever waits says so itself, with `aria-busy` or a text. */
export function Spinner({ label, className }: { label?: string | undefined; className?: string | undefined }) {
  const icon = <LoaderCircle aria-hidden className={cn("size-4 shrink-0 animate-spin", className)} />;
  if (label === undefined) return icon;
  return (
    <span role="status" className="inline-flex">
      {icon}
      <span className="sr-only">{label}</span>
    </span>
  );
}
