import type { components } from "@/lib/api/schema/jobs";

type Schemas = components["schemas"];

export const statuses = ["waiting", "in_progress", "quality_check", "completed", "cancelled"] as const;
export type JobStatus = (typeof statuses)[number];
export type OpenStatus = "waiting" | "in_progress" | "quality_check";

/** A job in a list. */
export type Job = Omit<Schemas["JobView"], "status"> & { status: JobStatus };
/** Everything of a job; what is the workshop's own business is absent for customers. */
export type JobDetails = Omit<Schemas["JobDetails"], "status" | "next_statuses"> & {
  status: JobStatus;
  next_statuses: JobStatus[];
};
export type Activity = Schemas["ActivityView"];

export const openStatuses: readonly OpenStatus[] = ["waiting", "in_progress", "quality_check"];

/** Something is still to be done. */
export function isOpen(status: JobStatus): status is OpenStatus {
  return (openStatuses as readonly string[]).includes(status);
}

/** The car is worked on: one job of a pit, and its customer looks on. */
export function isRunning(status: JobStatus): boolean {
  return status === "in_progress" || status === "quality_check";
}

/** The step that leads on; null when there is none. */
export function nextOf(status: JobStatus): JobStatus | null {
  switch (status) {
    case "waiting":
      return "in_progress";
    case "in_progress":
      return "quality_check";
    case "quality_check":
      return "completed";
    default:
      return null;
  }
}
