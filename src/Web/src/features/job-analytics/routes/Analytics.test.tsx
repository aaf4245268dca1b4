import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import Analytics from "./Analytics";

const figures = {
  from: "2026-09-01T00:00:00Z",
  to: "2026-11-29T00:00:00Z",
  time_zone: "Asia/Kolkata",
  completed: 12,
  cancelled: 1,
  waiting: 2,
  running: 3,
  average_minutes: 312.5,
  on_time_share: 0.75,
  average_rating: 4.5,
  ratings: [0, 0, 1, 3, 6],
  by_type: [{ work_type: "Full PPF", completed: 8, average_minutes: 380, average_rating: 4.6, on_time_share: 0.5 }],
  by_pit: [
    { pit_id: 1, pit_number: 1, completed: 4, hours: 20 },
    { pit_id: 2, pit_number: 2, completed: 8, hours: 42.5 },
  ],
  by_hour: [
    { hour: 9, started: 7 },
    { hour: 14, started: 5 },
  ],
};

const show = () => renderRoute(Analytics, { path: paths.jobAnalytics });

test("Figures, durations, busiest pits first, hours and ratings; every bar has its number beside it", async () => {
  answers("/api/jobs/analytics", figures);
  await show();
  expect(await screen.findByText("75 %")).toBeVisible();
  expect(screen.getByText("5 hrs 13 mins")).toBeVisible();
  expect(screen.getByText("4.5 ★")).toBeVisible();
  expect(screen.getByText("6 hrs 20 mins · 8 jobs · 50 % on time")).toBeVisible();
  const pits = within(screen.getByRole("list", { name: "Busiest pits" })).getAllByRole("listitem");
  expect(pits.map((pit) => pit.textContent)).toEqual(["Pit 242.5 h · 8 jobs", "Pit 120.0 h · 4 jobs"]);
  const hours = within(screen.getByRole("table", { name: "When work begins" }));
  expect(hours.getByRole("row", { name: "09:00 7" })).toBeInTheDocument();
  expect(within(screen.getByRole("list", { name: "Ratings" })).getAllByRole("listitem")[0]).toHaveTextContent("6");
});

test("Another period is asked for", async () => {
  const asked: string[] = [];
  server.use(
    http.get("/api/jobs/analytics", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("from") ?? "");
      return HttpResponse.json(figures);
    }),
  );
  const { user } = await show();
  await screen.findByText("75 %");
  await user.click(screen.getByRole("radio", { name: "7 days" }));
  await vi.waitFor(() =>
    expect(asked.map((from) => Math.round((Date.now() - Date.parse(from)) / 86_400_000))).toEqual([90, 7]),
  );
});

test("Without a completed job there is nothing to draw; without an answer, something to do", async () => {
  answers("/api/jobs/analytics", {
    ...figures,
    completed: 0,
    average_minutes: null,
    on_time_share: null,
    average_rating: null,
  });
  const { unmount } = await show();
  expect(await screen.findByText("No job was completed in this time.")).toBeVisible();
  unmount();
  refuses("/api/jobs/analytics", 503);
  await show();
  expect(await screen.findByRole("button", { name: /again/i })).toBeVisible();
});
