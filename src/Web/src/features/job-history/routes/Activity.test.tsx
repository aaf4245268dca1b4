import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import Activity from "./Activity";

const item = (more: object) => ({
  activity_id: 1,
  job_id: 31,
  pit_id: 101,
  pit_number: 1,
  car_plate: "KA 01 AB 1234",
  user_id: 8,
  name: "Somchai",
  role: "staff",
  kind: "stage_done",
  detail: "Curing",
  at: "2026-11-20T08:00:00Z",
  ...more,
});
let asked: URLSearchParams[];

beforeEach(() => {
  asked = [];
  answers("/api/pits", { items: [], next_cursor: null });
  answers("/api/users", { items: [], next_cursor: null });
  server.use(
    http.get("/api/staff-activity", ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      return HttpResponse.json(
        query.has("cursor")
          ? {
              items: [item({ activity_id: 2, name: null, kind: "status", detail: "in_progress → quality_check" })],
              next_cursor: null,
            }
          : { items: [item({})], next_cursor: "more" },
      );
    }),
  );
});

const show = () => renderRoute(Activity, { path: paths.jobActivity });

test("What people did, in words, page after page", async () => {
  const { user } = await show();
  expect(await screen.findByText("Stage done: Curing")).toBeVisible();
  expect(screen.getByText("Somchai")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByText("Status: In progress → Quality check")).toBeVisible();
  expect(screen.getByText("Somebody")).toBeVisible();
  await user.click(screen.getByText("Stage done: Curing"));
  expect(screen.getByText("at /jobs/31")).toBeVisible();
});

test("It is narrowed to one kind of thing and a time", async () => {
  const { user } = await show();
  await screen.findByText("Stage done: Curing");
  await user.selectOptions(screen.getByRole("combobox", { name: "What was done" }), "Changed the end");
  await user.click(screen.getByRole("radio", { name: "7 days" }));
  await vi.waitFor(() => expect(asked.at(-1)?.get("kind")).toBe("time"));
  await vi.waitFor(() =>
    expect(Math.round((Date.now() - Date.parse(asked.at(-1)?.get("from") ?? "")) / 86_400_000)).toBe(7),
  );
});

test("When nobody did anything, or it cannot be had, it says so", async () => {
  answers("/api/staff-activity", { items: [], next_cursor: null });
  const { unmount } = await show();
  expect(await screen.findByText("Nobody did anything in this time.")).toBeVisible();
  unmount();
  refuses("/api/staff-activity", 503);
  await show();
  expect(await screen.findByText(/is away for a moment/)).toBeVisible();
});
