import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { fromNow, job, jobDetails, takes } from "../../../../tests/jobs";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses } from "../../../../tests/server";
import MyJobs from "./MyJobs";

const show = () => renderRoute(MyJobs, { me: "customer", path: paths.jobs });

beforeEach(() => {
  refuses("/api/pits/101", 404, "not_found");
  takes("post", "/api/jobs/31/watching", null, 204);
});

test("The car that is worked on stands first, those of before follow and lead to their summary", async () => {
  answers("/api/jobs", [
    { ...job({ job_id: 40, status: "waiting", car_model: "Tata Nexon", started_at: null }) },
    { ...job() },
    { ...job({ job_id: 20, status: "completed", car_model: "Maruti Swift", ended_at: fromNow(-9_000) }) },
  ]);
  answers("/api/jobs/31", { ...jobDetails() });
  const { user } = await show();
  expect(await screen.findByRole("heading", { level: 1, name: "Honda City" })).toBeVisible();
  expect(await screen.findByRole("timer")).toBeVisible();
  expect(screen.getByRole("link", { name: /Tata Nexon/ })).toBeVisible();
  await user.click(screen.getByRole("link", { name: /Maruti Swift/ }));
  expect(screen.getByText("at /jobs/20")).toBeVisible();
});

test("Who has no car here is told what comes", async () => {
  answers("/api/jobs", []);
  await show();
  expect(await screen.findByText("There is no car of yours here yet.")).toBeVisible();
});

test("When the list cannot be had it says so", async () => {
  refuses("/api/jobs", 503);
  await show();
  expect(await screen.findByText(/is away for a moment/)).toBeVisible();
});
