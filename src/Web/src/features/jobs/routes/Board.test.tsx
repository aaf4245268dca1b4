import { fireEvent, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Job } from "@/lib/jobs/types";
import { paths } from "@/lib/paths";
import { fromNow, job, jobStatus, takes } from "../../../../tests/jobs";
import { pitOf } from "../../../../tests/pits";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import Board from "./Board";

const pit = (number: number) =>
  pitOf(number, { device_id: null, status: "no_device", license_status: null, license_reason: null });
const waiting = (more: Partial<Job> = {}) =>
  job({
    job_id: 32,
    pit_id: 102,
    pit_number: 2,
    status: "waiting",
    car_model: "Tata Nexon",
    car_plate: "KA 02 CD 5678",
    started_at: null,
    current_stage: null,
    stages_done: 0,
    ...more,
  });

function platform(jobs: Job[], pits = [pit(1), pit(2)]) {
  answers("/api/pits", { items: pits, next_cursor: null });
  answers("/api/jobs", jobs as never);
}

beforeEach(() => {
  platform([job(), waiting()]);
  answers("/api/jobs/watching", { items: [] });
});

const show = (me: "owner" | "staff" = "owner") => renderRoute(Board, { me, path: paths.jobs });
const row = async (name: string) => within(await screen.findByRole("region", { name }));
const card = async (name: RegExp) => within(await screen.findByRole("article", { name }));

describe("The board", () => {
  test("Jobs stand at their pit, by status, with what matters; who looks on is told", async () => {
    answers("/api/jobs/watching", { items: [{ ...job(), seen_at: fromNow(0) }] as never });
    platform([job({ staff: [{ user_id: 8, name: "Somchai" }] }), waiting()]);
    await show();
    const first = await card(/Honda City/);
    expect((await row("Pit 1")).getByRole("article", { name: /Honda City/ })).toBeVisible();
    expect((await row("Pit 2")).getByRole("article", { name: /Tata Nexon/ })).toBeVisible();
    expect(first.getByText(/PPF Installation · 1 of 4/)).toBeVisible();
    expect(first.getByText(/^2 hrs \d mins left$/)).toBeVisible();
    expect(first.getByText("Somchai")).toBeVisible();
    expect(await first.findByText("Watching")).toBeVisible();
    expect(screen.getByText("1 customer is watching now")).toBeVisible();
    expect((await card(/Tata Nexon/)).getByText("6 hrs planned")).toBeVisible();
  });

  test("A tap takes a job on its way; what stays so is asked about before", async () => {
    const sent = takes("patch", "/api/jobs/32/status", { job_id: 32, status: "in_progress", updated_at: fromNow(0) });
    const { user } = await show();
    platform([job(), waiting({ status: "in_progress" })]);
    await user.click((await card(/Tata Nexon/)).getByRole("button", { name: "Start" }));
    expect(await (await card(/Tata Nexon/)).findByRole("button", { name: "To the quality check" })).toBeVisible();
    expect(sent).toEqual([{ status: "in_progress" }]);
  });

  test("Completing is confirmed, and leaves the board", async () => {
    platform([job({ status: "quality_check" })]);
    const sent = takes("patch", "/api/jobs/31/status", { job_id: 31, status: "completed", updated_at: fromNow(0) });
    const { user } = await show();
    await user.click((await card(/Honda City/)).getByRole("button", { name: "Complete" }));
    expect(sent).toEqual([]);
    platform([]);
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Complete" }));
    await vi.waitFor(() => expect(screen.queryByRole("article")).toBeNull());
    expect(sent).toEqual([{ status: "completed" }]);
  });

  test("A job is dragged to its next column of its own pit, and to no other", async () => {
    const sent = takes("patch", "/api/jobs/32/status", { job_id: 32, status: "in_progress", updated_at: fromNow(0) });
    await show();
    const dragged = await screen.findByRole("article", { name: /Tata Nexon/ });
    const column = (pitId: number, status: string) =>
      document.querySelector(`[data-pit="${pitId}"] [data-column="${status}"]`) as HTMLElement;
    const dataTransfer = { setData: () => undefined, effectAllowed: "" };
    fireEvent.dragStart(dragged, { dataTransfer });
    fireEvent.drop(column(101, "in_progress"));
    fireEvent.dragStart(dragged, { dataTransfer });
    fireEvent.drop(column(102, "quality_check"));
    expect(sent).toEqual([]);
    fireEvent.dragStart(dragged, { dataTransfer });
    fireEvent.drop(column(102, "in_progress"));
    await vi.waitFor(() => expect(sent).toEqual([{ status: "in_progress" }]));
  });

  test("A pit that works on another car says what to do, and leads there", async () => {
    server.use(http.patch("/api/jobs/32/status", () => busy()));
    const { user } = await show();
    await user.click((await card(/Tata Nexon/)).getByRole("button", { name: "Start" }));
    expect(await screen.findByText("Another car is worked on in this pit.")).toBeVisible();
    expect(screen.getByText("Complete or cancel that job first, then start this one.")).toBeVisible();
    await user.click(screen.getByRole("link", { name: "To the running job" }));
    expect(screen.getByText("at /jobs/31")).toBeVisible();
  });

  test("What others do is seen at once, a job that was just taken on too", async () => {
    await show();
    const socket = await connectLive();
    await card(/Honda City/);
    platform([
      job({ status: "quality_check", version: 6 }),
      waiting(),
      waiting({ job_id: 33, car_model: "Kia Seltos" }),
    ]);
    socket.say(jobStatus());
    expect(await screen.findByRole("button", { name: "Complete" })).toBeVisible();
    expect(await screen.findByRole("article", { name: /Kia Seltos/ })).toBeVisible();
  });

  test("The end is moved by a quarter of an hour", async () => {
    const sent = takes("patch", "/api/jobs/31/time", { job_id: 31, estimated_end_time: fromNow(140) });
    const { user } = await show();
    await user.click((await card(/Honda City/)).getByRole("button", { name: /Change the end/ }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "+15 mins" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("The new end is told.")).toBeVisible();
    const { estimated_end_time: end } = sent[0] as { estimated_end_time: string };
    expect(Math.abs(Date.parse(end) - Date.parse(fromNow(140)))).toBeLessThan(2 * 60_000);
  });

  test("Staff go on with jobs, and change neither time nor customer", async () => {
    await show("staff");
    expect((await card(/Tata Nexon/)).getByRole("button", { name: "Start" })).toBeVisible();
    expect(screen.queryByRole("button", { name: /New job/ })).toBeNull();
    expect(screen.queryByRole("button", { name: /Change the end/ })).toBeNull();
    expect(screen.queryByRole("link", { name: "Analytics" })).toBeNull();
    expect(screen.getByRole("link", { name: "History" })).toBeVisible();
  });

  test("Many pits are narrowed to those with work, or those that are free", async () => {
    platform(
      [job()],
      Array.from({ length: 6 }, (_, index) => pit(index + 1)),
    );
    const { user } = await show();
    await card(/Honda City/);
    await user.click(screen.getByRole("button", { name: "Free" }));
    expect(screen.queryByRole("region", { name: "Pit 1" })).toBeNull();
    expect(screen.getByRole("region", { name: "Pit 6" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "With jobs" }));
    expect(screen.getAllByRole("region")).toHaveLength(1);
  });

  test("A workshop without pits is told how to begin; a board that cannot be had, what to do", async () => {
    platform([], []);
    const { unmount } = await show();
    expect(await screen.findByRole("link", { name: "Add a device" })).toBeVisible();
    unmount();
    platform([]);
    refuses("/api/jobs", 503);
    const { user } = await show();
    expect(await screen.findByText(/is away for a moment/)).toBeVisible();
    platform([job()]);
    await user.click(screen.getByRole("button", { name: /again/i }));
    expect(await screen.findByRole("article", { name: /Honda City/ })).toBeVisible();
  });
});

function busy() {
  return HttpResponse.json(
    { type: "pit_busy", title: "pit_busy", status: 409, detail: "Another car …", running_job_id: 31 },
    { status: 409, headers: { "Content-Type": "application/problem+json" } },
  );
}
