import { screen, within } from "@testing-library/react";
import { http } from "msw";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { saveFile } from "@/lib/saveFile";
import { paths } from "@/lib/paths";
import { fromNow, jobStatus, ofWorkshop, takes } from "../../../../tests/jobs";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import Job from "./Job";

vi.mock("@/lib/saveFile", () => ({ saveFile: vi.fn() }));

beforeEach(() => {
  answers("/api/jobs/31", { ...ofWorkshop() });
  answers("/api/jobs/31/activity", {
    items: [
      {
        activity_id: 2,
        job_id: 31,
        pit_id: 101,
        pit_number: 1,
        car_plate: "KA 01 AB 1234",
        user_id: 8,
        name: "Somchai",
        role: "staff",
        kind: "status",
        detail: "waiting → in_progress",
        at: fromNow(-235),
      },
    ],
    next_cursor: null,
  });
});

const show = (me: "owner" | "staff" = "owner", at = "/jobs/31") =>
  renderRoute(Job, { me, path: paths.job.pattern, at });
const region = async (name: string) => within(await screen.findByRole("region", { name }));

describe("A job", () => {
  test("Everything of it: stages, materials, people, times with their changes, customer, activity", async () => {
    await show();
    expect(await screen.findByRole("heading", { level: 1, name: "Honda City · KA 01 AB 1234" })).toBeVisible();
    expect((await region("Stages")).getByRole("checkbox", { name: "Surface Prep" })).toBeChecked();
    expect((await region("Materials")).getByRole("checkbox", { name: "Slip solution" })).toBeChecked();
    expect((await region("Assigned staff")).getByText("Nobody is assigned yet.")).toBeVisible();
    expect((await region("Times")).getByText("Changed by a person")).toBeVisible();
    expect((await region("Customer")).getByRole("link", { name: "+919812345678" })).toBeVisible();
    expect(await (await region("Activity")).findByText("Status: Waiting → In progress")).toBeVisible();
    expect(screen.getByRole("link", { name: "Pit 1" })).toHaveAttribute("href", "/pits/101");
  });

  test("A stage and a material are ticked", async () => {
    const stages = takes("patch", "/api/jobs/31/stages/2", { ...ofWorkshop({ current_stage: "Curing" }) });
    const materials = takes("patch", "/api/jobs/31/materials/1", { ...ofWorkshop() });
    const { user } = await show();
    await user.click((await region("Stages")).getByRole("checkbox", { name: "PPF Installation" }));
    await vi.waitFor(() => expect(stages).toEqual([{ done: true, current: null }]));
    await user.click((await region("Materials")).getByRole("checkbox", { name: "PPF film" }));
    await vi.waitFor(() => expect(materials).toEqual([{ done: true }]));
  });

  test("What somebody else does is there without a reload", async () => {
    await show();
    const socket = await connectLive();
    await screen.findByRole("button", { name: "To the quality check" });
    answers("/api/jobs/31", {
      ...ofWorkshop({ status: "quality_check", next_statuses: ["completed", "cancelled"], version: 6 }),
    });
    socket.say(jobStatus());
    expect(await screen.findByRole("button", { name: "Complete" })).toBeVisible();
    expect(screen.getByText("Quality check")).toBeVisible();
  });

  test("It is cancelled after a question; what is refused stands there with what to do", async () => {
    server.use(http.patch("/api/jobs/31/status", () => problem(409, "step_not_possible")));
    const { user } = await show();
    await user.click(await screen.findByRole("button", { name: "Cancel the job" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await user.click(dialog.getByRole("button", { name: "Cancel the job" }));
    expect(await dialog.findByText("This step is not possible any more.")).toBeVisible();
  });

  test("The owner says who works on it and what it needs", async () => {
    server.use(
      http.get("/api/users", ({ request }) => {
        const role = new URL(request.url).searchParams.get("role");
        const person = {
          user_id: role === "staff" ? 8 : 7,
          username: `${role}1`,
          name: role === "staff" ? "Somchai" : null,
        };
        return Response.json({ items: [person], next_cursor: null });
      }),
    );
    const staff = takes("put", "/api/jobs/31/staff", { ...ofWorkshop({ staff: [{ user_id: 8, name: "Somchai" }] }) });
    const materials = takes("put", "/api/jobs/31/materials", { ...ofWorkshop() });
    const { user } = await show();
    await user.click(await screen.findByRole("button", { name: "Assign" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(await dialog.findByRole("checkbox", { name: "Somchai" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(staff).toEqual([{ user_ids: [8] }]));
    await user.click(await screen.findByRole("button", { name: "Edit the list" }));
    const list = screen.getByRole("textbox", { name: "Materials" });
    await user.clear(list);
    await user.type(list, "PPF film{Enter}{Enter} Polish ");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(materials).toEqual([{ names: ["PPF film", "Polish"] }]));
  });

  test("Staff have the next step and the ticks, and nothing of time, people or lists", async () => {
    await show("staff");
    expect(await screen.findByRole("button", { name: "To the quality check" })).toBeVisible();
    expect((await region("Stages")).getByRole("checkbox", { name: "Curing" })).toBeEnabled();
    for (const name of ["Change the end", "Assign", "Edit the list"])
      expect(screen.queryByRole("button", { name })).toBeNull();
  });

  test("A completed one is done with: its rating stands there, its stages stay", async () => {
    answers("/api/jobs/31", {
      ...ofWorkshop({
        status: "completed",
        next_statuses: [],
        ended_at: fromNow(-5),
        rating: 4,
        rating_comment: "Fine",
        rated_at: fromNow(-1),
      }),
    });
    await show();
    expect((await region("Rating")).getByRole("img", { name: "4 of 5 stars" })).toBeVisible();
    expect((await region("Rating")).getByText("Fine")).toBeVisible();
    expect((await region("Stages")).getByRole("checkbox", { name: "Curing" })).toBeDisabled();
    expect(screen.queryByRole("button", { name: "Complete" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Change the end" })).toBeNull();
  });

  test("The report is handed to the browser; when there is none, that is told", async () => {
    server.use(
      http.get("/api/jobs/31/report", () => new Response("%PDF", { headers: { "Content-Type": "application/pdf" } })),
    );
    const { user } = await show();
    await user.click(await screen.findByRole("button", { name: "Report (PDF)" }));
    await vi.waitFor(() => expect(saveFile).toHaveBeenCalledWith("job-31.pdf", expect.anything()));
    refuses("/api/jobs/31/report", 503);
    await user.click(screen.getByRole("button", { name: "Report (PDF)" }));
    expect(await screen.findByText(/is away for a moment/)).toBeVisible();
  });

  test("A job of others and an address that is none are not there", async () => {
    refuses("/api/jobs/31", 404, "not_found");
    const { unmount } = await show();
    expect(await screen.findByText("There is nothing at this address.")).toBeVisible();
    unmount();
    await show("owner", "/jobs/0x1f");
    expect(await screen.findByText("There is nothing at this address.")).toBeVisible();
  });
});
