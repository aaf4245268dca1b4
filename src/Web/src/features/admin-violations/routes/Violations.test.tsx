import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, server } from "../../../../tests/server";
import Violations from "./Violations";

const violation = {
  violation_id: 1,
  device_id: "ESP32-A",
  workshop_id: 3,
  reason: "wrong_device",
  minute: "2026-11-20T10:00:00Z",
  count: 6,
  last_at: "2026-11-20T10:00:51Z",
};
let asked: string[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  answers("/api/tenants", { items: [{ tenant_id: 3, name: "Shine Works", code: "workshop_003" }], next_cursor: null });
  server.use(
    http.get("/api/violations", ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({
        items: [violation, { ...violation, violation_id: 2, reason: "court_order", workshop_id: null }],
        next_cursor: null,
      });
    }),
  );
});

const show = (at: string = paths.adminViolations) =>
  renderRoute(Violations, { me: "admin", path: paths.adminViolations, at });

test("Says each reason in words, also one that an admin made up, and leads to the license", async () => {
  await show();
  const table = await screen.findByRole("table", { name: "Violations" });
  expect(within(table).getByText("License key of another device")).toBeVisible();
  expect(within(table).getByText("court order")).toBeVisible();
  expect(within(table).getAllByRole("link", { name: "ESP32-A" })[0]).toHaveAttribute(
    "href",
    "/admin/licenses?search=ESP32-A",
  );
  expect(await within(table).findByRole("link", { name: "Shine Works" })).toBeVisible();
});

test("Filters by device, workshop and reason, and keeps them in the address", async () => {
  const { user, router } = await show();
  await screen.findByRole("table");
  await user.selectOptions(screen.getByRole("combobox", { name: "Reason" }), "wrong_device");
  await user.selectOptions(screen.getByRole("combobox", { name: "Workshop" }), "3");
  await user.type(screen.getByRole("searchbox"), "ESP32-A");
  await expect.poll(() => asked.at(-1)).toBe("?device_id=ESP32-A&workshop_id=3&reason=wrong_device");
  expect(router.state.location.search).toBe("?reason=wrong_device&workshop=3&device=ESP32-A");
});

test("No violations is good news", async () => {
  server.use(http.get("/api/violations", () => HttpResponse.json({ items: [], next_cursor: null })));
  await show();
  expect(await screen.findByText("No violations")).toBeVisible();
});
