import { useEffect, useState } from "react";

/** Copies a text and tells for two seconds how it went. */
export function useCopy(): { state: "idle" | "copied" | "failed"; copy: (text: string) => Promise<void> } {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  return {
    state,
    copy: async (text) => {
      try {
        // Missing where the page did not come by HTTPS; refused where the browser's owner says so.
        await navigator.clipboard.writeText(text);
        setState("copied");
      } catch {
        setState("failed");
      }
    },
  };
}
