import type { Job } from "@/lib/jobs/types";
import type { Pit } from "@/lib/pits/pit";
import type { Role } from "@/lib/session/session";

/** What is shown of a pit's work. A customer hears of the own cars only: of others, not even that there is none. */
export function jobOf(running: ReadonlyMap<number, Job> | undefined, pit: Pit, role: Role): Job | null | undefined {
  return running?.get(pit.pit_id) ?? (running === undefined || role === "customer" ? undefined : null);
}
