import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/cn";

/** Turns while something is under way. Whatever waits says so itself, with `aria-busy` or a text. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn("size-4 shrink-0 animate-spin", className)} />;
}
