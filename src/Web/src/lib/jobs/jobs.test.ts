import { expect, test } from "vitest";
import { createFormat } from "@/lib/i18n/format";
import { spanText } from "@/components/job";
import { job, jobStatus } from "../../../tests/jobs";
import { fromLocalInput, toLocalInput } from "./localTime";
import { nextOf, statuses } from "./types";
import { afterEvent } from "./useJobChanges";

test("The way of a job has one step forward from each status", () => {
  expect(statuses.map(nextOf)).toEqual(["in_progress", "quality_check", "completed", null, null]);
});

test("A newer event changes its job; an older one, or one of another job, nothing", () => {
  const known = job({ version: 5 });
  expect(afterEvent(known, jobStatus({ version: 6 }))).toMatchObject({ status: "quality_check", stages_done: 2 });
  expect(afterEvent(known, jobStatus({ version: 5 }))).toBe(known);
  expect(afterEvent(known, jobStatus({ version: 9, job_id: 99 }))).toBe(known);
});

test("A time goes into a field and back to the minute", () => {
  const at = Date.UTC(2026, 10, 20, 8, 30);
  expect(fromLocalInput(toLocalInput(at))).toBe(new Date(at).toISOString());
  expect(fromLocalInput("")).toBeNull();
});

test.each([
  [20_000, "1 min"],
  [45 * 60_000, "45 mins"],
  [125 * 60_000, "2 hrs 5 mins"],
  [-60 * 60_000, "1 hr"],
  [26 * 60 * 60_000, "1 day 2 hrs"],
])("%d ms are %s", (milliseconds, text) => {
  expect(spanText(createFormat("en", "metric"), milliseconds)).toBe(text);
});
