import { useEffect } from "react";
import { data, jobs } from "@/lib/api/client";

const every = 20_000;

/** Tells the workshop that its customer looks on, as long as the page can be seen. */
export function useWatching(jobId: number, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const say = () => {
      if (document.hidden) return;
      // It is said again soon; nobody has to hear that it did not arrive.
      data(jobs.POST("/api/jobs/{jobId}/watching", { params: { path: { jobId } } })).catch(() => undefined);
    };
    say();
    const timer = setInterval(say, every);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
    };
  }, [jobId, enabled]);
}
