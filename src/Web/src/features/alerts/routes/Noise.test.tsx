import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { refuses, server } from "../../../../tests/server";
import Noise from "./Noise";

const loud = {
  alert_type: "humidity_high",
  raised: 120,
  acknowledged: 6,
  acknowledged_share: 0.05,
  median_seconds_to_acknowledge: 1_260,
  median_seconds_to_clear: null,
  flapping: 80,
  sources: 3,
};
let asked: (string | null)[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  server.use(
    http.get("/api/alerts/noise", ({ request }) => {
      const month = new URL(request.url).searchParams.get("month");
      asked.push(month);
      return HttpResponse.json({ month, rules: asked.length === 1 ? [loud] : [] });
    }),
  );
});

const show = () => renderRoute(Noise, { path: paths.alertNoise });

test("Shows the month's loudest rules, and other months", async () => {
  const { user } = await show();
  const table = within(await screen.findByRole("table", { name: "Noise report" }));
  expect(table.getAllByRole("row")[1]).toHaveTextContent(/High humidity120.*3.*5 %.*21 min.*–.*80/);
  expect(screen.getByText(/returned within ten minutes/)).toBeVisible();
  const month = screen.getByRole("combobox", { name: "Month" });
  const former = within(month).getAllByRole<HTMLOptionElement>("option")[1]?.value ?? "";
  await user.selectOptions(month, former);
  expect(await screen.findByText("A quiet month")).toBeVisible();
  expect(asked).toEqual([new Date().toISOString().slice(0, 7), former]);
});

test("Says when it cannot be read", async () => {
  refuses("/api/alerts/noise", 503);
  await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
});
