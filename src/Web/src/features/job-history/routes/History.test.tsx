import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { fromNow, job } from "../../../../tests/jobs";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import History from "./History";

const pit = { pit_id: 101, pit_number: 1, name: "Pit 1", device_id: null, status: "no_device" };
let asked: URLSearchParams[];

beforeEach(() => {
  asked = [];
  answers("/api/pits", { items: [pit], next_cursor: null });
  server.use(
    http.get("/api/users", ({ request }) => {
      const isStaff = new URL(request.url).searchParams.get("role") === "staff";
      return HttpResponse.json({
        items: isStaff ? [{ user_id: 8, username: "somchai", name: "Somchai" }] : [],
        next_cursor: null,
      });
    }),
    http.get("/api/jobs", ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const isSecond = query.get("cursor") === "next+page";
      return HttpResponse.json(
        [
          isSecond
            ? { ...job({ job_id: 2, car_model: "Maruti Swift" }) }
            : { ...job({ status: "completed", ended_at: fromNow(-5), rating: 5 }) },
        ],
        { headers: isSecond ? {} : { Link: '</api/jobs?limit=50&cursor=next%2Bpage>; rel="next"' } },
      );
    }),
  );
});

const show = (me: "owner" | "staff" = "owner", at: string = paths.jobHistory) =>
  renderRoute(History, { me, path: paths.jobHistory, at });

test("Jobs of the last 90 days, page after page, each leading to its own", async () => {
  window.innerWidth = 1280;
  const { user } = await show();
  expect(await screen.findByText("Honda City · KA 01 AB 1234")).toBeVisible();
  expect(screen.getByRole("img", { name: "5 of 5 stars" })).toBeVisible();
  const from = Date.parse(asked[0]?.get("from") ?? "");
  expect(Math.round((Date.now() - from) / 86_400_000)).toBe(90);
  await user.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByText("Maruti Swift · KA 01 AB 1234")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  await user.click(screen.getByText("Honda City · KA 01 AB 1234"));
  expect(screen.getByText("at /jobs/31")).toBeVisible();
});

test("Filters are asked for and stand in the address", async () => {
  const { user, router } = await show();
  await screen.findByText("Honda City · KA 01 AB 1234");
  await user.click(screen.getByRole("button", { name: "Completed" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Pit" }), "Pit 1");
  await screen.findByRole("option", { name: "Somchai" });
  await user.selectOptions(screen.getByRole("combobox", { name: "Staff" }), "Somchai");
  await user.click(screen.getByRole("radio", { name: "All time" }));
  await user.type(screen.getByRole("searchbox"), "honda");
  await vi.waitFor(() => expect(asked.at(-1)?.get("q")).toBe("honda"));
  const last = Object.fromEntries(asked.at(-1) ?? []);
  expect(last).toMatchObject({ status: "completed", pit_id: "101", staff_id: "8", q: "honda" });
  expect(last).not.toHaveProperty("from");
  expect(router.state.location.search).toContain("status=completed");
});

test("When nothing matches, everything is one press away", async () => {
  answers("/api/jobs", []);
  const { user, router } = await show("owner", `${paths.jobHistory}?q=nothing`);
  await user.click(await screen.findByRole("button", { name: "Show all" }));
  expect(router.state.location.search).toBe("");
  expect(await screen.findByText("There are no jobs in this time.")).toBeVisible();
});

test("Staff have no list of people to choose from", async () => {
  server.use(
    http.get("/api/users", () => {
      throw new Error("Nobody of staff may ask this.");
    }),
  );
  await show("staff");
  await screen.findByText("Honda City · KA 01 AB 1234");
  expect(screen.queryByRole("combobox", { name: "Staff" })).toBeNull();
});

test("When it cannot be had it says so", async () => {
  refuses("/api/jobs", 503);
  await show();
  expect(await screen.findByText(/is away for a moment/)).toBeVisible();
});
