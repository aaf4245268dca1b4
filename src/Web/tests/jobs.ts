import { http, HttpResponse, type JsonBodyType } from "msw";
import type { JobStatusEvent } from "@/lib/live/events";
import type { Job, JobDetails } from "@/lib/jobs/types";
import { server } from "./server";

export const fromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

export function job(more: Partial<Job> = {}): Job {
  return {
    job_id: 31,
    workshop_id: 1,
    customer_name: "Meera Iyer",
    pit_id: 101,
    pit_number: 1,
    car_model: "Honda City",
    car_plate: "KA 01 AB 1234",
    work_type: "Full PPF",
    status: "in_progress",
    estimated_duration_minutes: 360,
    estimated_end_time: fromNow(125),
    created_at: fromNow(-300),
    started_at: fromNow(-235),
    ended_at: null,
    current_stage: "PPF Installation",
    stages_done: 1,
    stages_total: 4,
    rating: null,
    version: 5,
    staff: [],
    ...more,
  };
}

/** Everything of a job; for a customer without what is the workshop's own business. */
export function jobDetails(more: Partial<JobDetails> = {}): JobDetails {
  const { stages_done: _, stages_total: __, staff, ...rest } = job();
  return {
    ...rest,
    workshop_name: "Demo Workshop",
    next_statuses: ["quality_check", "cancelled"],
    staff: staff ?? [],
    stages: [
      { position: 1, name: "Surface Prep", done_at: fromNow(-100), is_current: false },
      { position: 2, name: "PPF Installation", done_at: null, is_current: true },
      { position: 3, name: "Curing", done_at: null, is_current: false },
      { position: 4, name: "Final Inspection", done_at: null, is_current: false },
    ],
    rating: null,
    rating_comment: null,
    rated_at: null,
    ...more,
  };
}

/** The same as its workshop sees it. */
export const ofWorkshop = (more: Partial<JobDetails> = {}) =>
  jobDetails({
    customer: { user_id: 70, name: "Meera Iyer", phone: "+919812345678", email: null },
    materials: [
      { position: 1, name: "PPF film", done_at: null, done_by: null },
      { position: 2, name: "Slip solution", done_at: fromNow(-200), done_by: 8 },
    ],
    time_changes: [
      { at: fromNow(-60), actor: "user:7", reason: "changed", from_time: fromNow(95), to_time: fromNow(125) },
    ],
    ...more,
  });

export function jobStatus(more: Partial<JobStatusEvent> = {}): JobStatusEvent {
  return {
    type: "job_status",
    job_id: 31,
    pit_id: 101,
    user_id: 7,
    status: "quality_check",
    estimated_end_time: fromNow(125),
    current_stage: "Curing",
    current_stage_position: 3,
    stages_done: 2,
    stages_total: 4,
    version: 6,
    ...more,
  };
}

/** Takes requests of a method, keeps what was sent, and answers. */
export function takes(
  method: "post" | "put" | "patch" | "delete",
  path: string,
  answer: JsonBodyType,
  status = 200,
): unknown[] {
  const sent: unknown[] = [];
  server.use(
    http[method](path, async ({ request }) => {
      const text = await request.text();
      sent.push(text === "" ? null : JSON.parse(text));
      return status === 204 ? new HttpResponse(null, { status }) : HttpResponse.json(answer, { status });
    }),
  );
  return sent;
}
