import { act, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { forgetServerTime } from "@/lib/serverTime";
import { fromNow, jobDetails, jobStatus, takes } from "../../../../tests/jobs";
import { pitOf } from "../../../../tests/pits";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import MyJob from "./MyJob";

const pit = pitOf(1);
const reading = { temperature: 24.1, humidity: 51, aqi: 72, pressure: 1008, aqi_accuracy: 3 };
let watching: unknown[];

beforeEach(() => {
  answers("/api/jobs/31", { ...jobDetails() });
  answers("/api/pits/101", pit);
  answers("/api/pits/101/sensors/latest", { ...reading, timestamp: fromNow(-0.01) });
  watching = takes("post", "/api/jobs/31/watching", null, 204);
});

afterEach(() => {
  forgetServerTime();
  vi.restoreAllMocks();
});

const show = (at = "/jobs/31") => renderRoute(MyJob, { me: "customer", path: paths.job.pattern, at });
const secondsLeft = () => {
  const [hours = 0, minutes = 0, seconds = 0] = screen.getByRole("timer").textContent.split(":").map(Number);
  return hours * 3_600 + minutes * 60 + seconds;
};

describe("A customer's car", () => {
  test("Status, time that is left, stages and the pit's air", async () => {
    await show();
    await connectLive();
    expect(await screen.findByRole("heading", { level: 1, name: "Honda City" })).toBeVisible();
    expect(screen.getByText("In progress")).toBeVisible();
    expect(secondsLeft()).toBeGreaterThan(124 * 60);
    expect(secondsLeft()).toBeLessThanOrEqual(125 * 60);
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "1");
    expect(within(screen.getByRole("region", { name: "Progress" })).getByText("Curing")).toBeVisible();
    const air = within(await screen.findByRole("region", { name: "Values now" }));
    expect(await air.findByText("24.1 °C")).toBeVisible();
    expect(air.getByText("72")).toHaveClass("text-warn");
    expect(screen.queryByRole("button", { name: "Cancel the job" })).toBeNull();
  });

  test("What the workshop does is seen without a reload, up to the end and the question how it was", async () => {
    await show();
    const socket = await connectLive();
    await screen.findByText("In progress");
    answers("/api/jobs/31", { ...jobDetails({ status: "quality_check", version: 6 }) });
    socket.say(jobStatus());
    expect(await screen.findByText("Quality check")).toBeVisible();
    answers("/api/jobs/31", {
      ...jobDetails({ status: "completed", version: 7, started_at: fromNow(-130), ended_at: fromNow(-5) }),
    });
    socket.say(jobStatus({ status: "completed", version: 7 }));
    expect(await screen.findByText("How was it?")).toBeVisible();
    expect(await screen.findByText("2 hrs 5 mins")).toBeVisible();
    expect(screen.queryByRole("timer")).toBeNull();
  });

  test("A new end is counted down to at once, and an older word about it is not taken", async () => {
    await show();
    const socket = await connectLive();
    await screen.findByRole("timer");
    const later = fromNow(200);
    answers("/api/jobs/31", { ...jobDetails({ version: 6, estimated_end_time: later }) });
    socket.say(jobStatus({ status: "in_progress", version: 6, estimated_end_time: later }));
    await vi.waitFor(() => expect(secondsLeft()).toBeGreaterThan(199 * 60));
    socket.say(jobStatus({ status: "waiting", version: 4, estimated_end_time: fromNow(10) }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(secondsLeft()).toBeGreaterThan(199 * 60);
  });

  test("A phone whose clock is an hour late counts as the platform does", async () => {
    server.use(
      http.get("/api/jobs/31", () =>
        HttpResponse.json(
          { ...jobDetails({ estimated_end_time: fromNow(90) }) },
          { headers: { Date: new Date(Date.now() + 3_600_000).toUTCString() } },
        ),
      ),
    );
    await show();
    await screen.findByRole("timer");
    expect(secondsLeft()).toBeGreaterThan(29 * 60);
    expect(secondsLeft()).toBeLessThanOrEqual(30 * 60 + 1);
  });

  test("After a sleep the time that is left is that of now; once it is over it says so", async () => {
    await show();
    await screen.findByRole("timer");
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + 100 * 60_000);
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(secondsLeft()).toBeLessThanOrEqual(25 * 60);
    vi.spyOn(Date, "now").mockReturnValue(now + 126 * 60_000);
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(screen.getByText("Ready any moment now")).toBeVisible();
  });

  test("The workshop hears that somebody looks on, but not of a page that nobody sees", async () => {
    await show();
    await screen.findByRole("timer");
    await vi.waitFor(() => expect(watching).toHaveLength(1));
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    act(() => void document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
    act(() => void document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await vi.waitFor(() => expect(watching).toHaveLength(2));
  });

  test("Before work begins there is neither a countdown nor a pit", async () => {
    answers("/api/jobs/31", { ...jobDetails({ status: "waiting", started_at: null, current_stage: null }) });
    await show();
    expect(await screen.findByText("Work has not begun yet. It will take about 6 hrs.")).toBeVisible();
    expect(screen.queryByRole("region", { name: "Values now" })).toBeNull();
  });

  test("A pit that is not the customer's yet is waited for without a word", async () => {
    refuses("/api/pits/101", 404, "not_found");
    await show();
    await screen.findByRole("timer");
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(screen.queryByText("This does not exist, or is not yours.")).toBeNull();
  });

  test("The rating is given once, with a comment", async () => {
    const done = jobDetails({ status: "completed", ended_at: fromNow(-5), next_statuses: [] });
    answers("/api/jobs/31", { ...done });
    const sent = takes("post", "/api/jobs/31/rating", { job_id: 31, rating: 4, comment: "Fine", rated_at: fromNow(0) });
    const { user } = await show();
    await user.click(await screen.findByRole("button", { name: "Send the rating" }));
    expect(screen.getByText("Choose one to five stars.")).toBeVisible();
    await user.click(screen.getByRole("radio", { name: "4 of 5 stars" }));
    await user.type(screen.getByRole("textbox", { name: "Comment (optional)" }), "Fine");
    answers("/api/jobs/31", { ...done, rating: 4, rating_comment: "Fine", rated_at: fromNow(0) });
    await user.click(screen.getByRole("button", { name: "Send the rating" }));
    expect(await screen.findByRole("region", { name: "Your rating" })).toHaveTextContent("Fine");
    expect(screen.queryByRole("button", { name: "Send the rating" })).toBeNull();
    expect(sent).toEqual([{ rating: 4, comment: "Fine" }]);
  });

  test("A rating that was given elsewhere meanwhile is told", async () => {
    answers("/api/jobs/31", { ...jobDetails({ status: "completed", ended_at: fromNow(-5) }) });
    server.use(http.post("/api/jobs/31/rating", () => problem(409, "already_rated")));
    const { user } = await show();
    await user.click(await screen.findByRole("radio", { name: "5 of 5 stars" }));
    await user.click(screen.getByRole("button", { name: "Send the rating" }));
    expect(await screen.findByText("This job was rated already.")).toBeVisible();
  });

  test("A cancelled job is a summary without a rating", async () => {
    answers("/api/jobs/31", { ...jobDetails({ status: "cancelled", ended_at: fromNow(-5) }) });
    await show();
    expect(await screen.findByRole("region", { name: "Summary" })).toBeVisible();
    expect(screen.queryByText("How was it?")).toBeNull();
  });

  test("It fills the screen and goes back", async () => {
    const { user } = await show();
    await user.click(await screen.findByRole("button", { name: "Full screen" }));
    await user.click(screen.getByRole("button", { name: "Leave full screen" }));
    expect(screen.getByRole("button", { name: "Full screen" })).toBeVisible();
  });

  test("A job of somebody else, and an address that is none, are not there", async () => {
    refuses("/api/jobs/31", 404, "not_found");
    const { unmount } = await show();
    expect(await screen.findByText("There is nothing at this address.")).toBeVisible();
    unmount();
    await show("/jobs/x");
    expect(await screen.findByText("There is nothing at this address.")).toBeVisible();
  });

  test("While the platform is away it says so and how to go on", async () => {
    refuses("/api/jobs/31", 503);
    const { user } = await show();
    expect(await screen.findByText(/is away for a moment/)).toBeVisible();
    answers("/api/jobs/31", { ...jobDetails() });
    await user.click(screen.getByRole("button", { name: /again/i }));
    expect(await screen.findByRole("timer")).toBeVisible();
  });
});
