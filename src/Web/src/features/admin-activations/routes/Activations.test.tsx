import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import Activations from "./Activations";

const figures = {
  days: [
    { day: "2026-11-19", claimed: 3, first_used: 2 },
    { day: "2026-11-20", claimed: 5, first_used: 5 },
  ],
  scan_to_first_use_s: { p50: 75, p90: 400, count: 7 },
  steps: [
    { step: "scanned", attempts: 20 },
    { step: "signed_in", attempts: 10 },
    { step: "done", attempts: 8 },
  ],
};
const open = () => renderRoute(Activations, { path: paths.adminActivations, me: "admin" });
let asked: string[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  server.use(
    http.get("/api/activations", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("from") ?? "");
      return HttpResponse.json(figures);
    }),
  );
});

test("Says how many began, how long it took, and where people stop", async () => {
  await open();
  const summary = await screen.findByRole("region", { name: "Figures" });
  expect(summary).toHaveTextContent(/Added by customers8.*first time7.*half1 min.*nine of ten6 min/);
  const steps = within(screen.getByRole("list", { name: /Where people stop/ })).getAllByRole("listitem");
  expect(steps[0]).toHaveTextContent("Label read20 (100 %)");
  expect(steps[1]).toHaveTextContent("Signed in10 (50 %) · 50 % lost here");
  expect(steps[2]).toHaveTextContent("Done8 (40 %) · 20 % lost here");
  const rows = screen.getAllByRole("row");
  expect(rows[1]).toHaveTextContent(/20 Nov 202655/);
  expect(rows[2]).toHaveTextContent(/19 Nov 202632/);
});

test("Another range is asked for", async () => {
  const { user } = await open();
  await screen.findByRole("region", { name: "Figures" });
  await user.click(screen.getByRole("radio", { name: "7 days" }));
  await waitFor(() => expect(asked).toHaveLength(2));
  const days = (from = "") => Math.round((Date.now() - Date.parse(from)) / 86_400_000);
  expect(asked.map((from) => days(from))).toEqual([30, 7]);
});

test("Nothing yet is said; a failure can be tried again", async () => {
  refuses("/api/activations", 503);
  const { user } = await open();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/activations", { days: [], scan_to_first_use_s: { p50: null, p90: null, count: 0 }, steps: [] });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nobody has added a device in this time.")).toBeVisible();
  expect(screen.getByText("Nobody has begun a set-up in this time.")).toBeVisible();
});
