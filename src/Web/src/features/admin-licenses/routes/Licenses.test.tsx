import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import Licenses from "./Licenses";

const license = {
  license_number: 1,
  license_key: "LIC-1",
  device_id: "ESP32-A",
  workshop_id: 3,
  status: "suspended",
  reason: "payment_overdue",
  issued_at: "2026-11-01T08:00:00Z",
  changed_at: "2026-11-01T08:00:00Z",
  expires_at: null,
  lease_valid_until: null,
  last_switch: null,
};
let asked: string[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  answers("/api/tenants", { items: [{ tenant_id: 3, name: "Shine Works", code: "workshop_003" }], next_cursor: null });
  server.use(
    http.get("/api/licenses", ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      asked.push(search);
      return searchParams.get("cursor") === null
        ? HttpResponse.json({ items: [license], next_cursor: "1" })
        : HttpResponse.json({ items: [{ ...license, license_key: "LIC-2", device_id: "ESP32-B" }], next_cursor: null });
    }),
  );
});

const show = (at: string = paths.adminLicenses) =>
  renderRoute(Licenses, { me: "admin", path: paths.adminLicenses, at });

test("Lists licenses, asks for what is filtered, and leads to the switch", async () => {
  const { user } = await show();
  expect(await screen.findByRole("link", { name: "ESP32-A" })).toHaveAttribute("href", "/admin/licenses/LIC-1");
  expect(screen.getByText("Payment is overdue")).toBeVisible();
  expect(await screen.findByRole("link", { name: "Shine Works" })).toHaveAttribute("href", "/admin/workshops/3");
  await user.click(screen.getByRole("button", { name: "Suspended" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Workshop" }), "3");
  await user.type(screen.getByRole("searchbox"), "ESP");
  await expect.poll(() => asked.at(-1)).toBe("?search=ESP&status=suspended&workshop_id=3");
});

test("Takes its filters from the address, and shows more", async () => {
  const { user } = await show(`${paths.adminLicenses}?workshop=3&search=ESP32`);
  await screen.findByRole("link", { name: "ESP32-A" });
  expect(asked).toEqual(["?search=ESP32&workshop_id=3"]);
  await user.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByRole("link", { name: "ESP32-B" })).toBeVisible();
  expect(screen.getByRole("link", { name: "ESP32-A" })).toBeVisible();
});

test("Says what to do when licensing is away", async () => {
  refuses("/api/licenses", 502);
  await show();
  expect(await screen.findByText("A part of the platform is away.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
});
