import { jobs } from "@/lib/api/client";
import { nextCursor } from "@/lib/api/pages";
import { given } from "@/lib/api/query";
import type { Job } from "./types";

export interface JobFilter {
  workshop_id?: number | null;
  /** One or several, with commas. */
  status?: string;
  pit_id?: number | null;
  staff_id?: number | null;
  /** Of the time when the job was taken on, RFC 3339. */
  from?: string | null;
  to?: string | null;
  q?: string;
}

interface JobPage {
  items: Job[];
  next: string | null;
}

/** One page of jobs, newest first. */
export async function jobPage(
  filter: JobFilter,
  paging: { limit?: number; cursor: string | null },
  signal: AbortSignal,
): Promise<JobPage> {
  const answer = await jobs.GET("/api/jobs", { params: { query: given({ ...filter, ...paging }) }, signal });
  return { items: (answer.data ?? []) as Job[], next: nextCursor(answer.response.headers.get("Link")) };
}

/** All of them, for what is shown at once. */
export async function allJobs(filter: JobFilter, signal: AbortSignal): Promise<Job[]> {
  const items: Job[] = [];
  let cursor: string | null = null;
  do {
    const page: JobPage = await jobPage(filter, { limit: 200, cursor }, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}
