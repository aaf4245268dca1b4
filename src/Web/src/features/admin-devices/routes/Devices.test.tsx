import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import Devices from "./Devices";

const device = {
  device_number: 1,
  device_id: "ESP32-A",
  serial_number: "S-1",
  device_type: "pit",
  workshop_id: 3,
  workshop_name: "Shine Works",
  pit_id: 4,
  pit_code: "pit_1",
  pit_name: "Pit 1",
  lifecycle: "active",
  license_key: "LIC-1",
  license_status: "active",
  license_reason: "",
  status: "online",
  online: true,
  last_seen_at: "2026-11-20T10:00:00Z",
  firmware: "1.2.0",
  cut_off: false,
  registered_at: "2026-11-01T08:00:00Z",
};
let asked: string[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  answers("/api/tenants", { items: [{ tenant_id: 3, name: "Shine Works", code: "workshop_003" }], next_cursor: null });
  server.use(
    http.get("/api/devices", ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: [device], next_cursor: null });
    }),
  );
});

const show = (at: string = paths.adminDevices) => renderRoute(Devices, { me: "admin", path: paths.adminDevices, at });

test("Each device leads to its license, and to its details", async () => {
  await show();
  expect(await screen.findByRole("link", { name: "ESP32-A" })).toHaveAttribute("href", "/admin/licenses/LIC-1");
  expect(screen.getByRole("link", { name: "Details of ESP32-A" })).toHaveAttribute("href", "/devices/ESP32-A");
});

test("Asks for what is filtered and in the order that is wanted", async () => {
  const { user } = await show(`${paths.adminDevices}?workshop=3`);
  await screen.findByRole("link", { name: "ESP32-A" });
  await user.selectOptions(screen.getByRole("combobox", { name: "State" }), "false");
  await user.selectOptions(screen.getByRole("combobox", { name: "License" }), "suspended");
  await user.click(screen.getByRole("button", { name: "Last seen" }));
  await expect.poll(() => asked.at(-1)).toBe("?workshop_id=3&online=false&license=suspended&sort=last_seen_at");
});

test("A device that goes, and a switch that falls, are seen without asking again", async () => {
  await show();
  const row = (await screen.findByRole("link", { name: "ESP32-A" })).closest("tr") as HTMLElement;
  const socket = await connectLive("*");
  const at = "2026-11-20T11:00:00Z";
  socket.say({ type: "device_status", tenant_id: 3, pit_id: 4, device_id: "ESP32-A", status: "disabled", at });
  expect(await within(row).findByText("Switched off")).toBeVisible();
  socket.say({
    type: "license_switch",
    tenant_id: 3,
    pit_id: 4,
    device_id: "ESP32-A",
    switch_id: "1",
    status: "suspended",
    reason: "abuse",
    requested_at: at,
    command_sent_at: null,
    effective_at: null,
    confirmed_at: null,
  });
  expect(await within(row).findByText("Suspended")).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("Nothing that fits is not the same as nothing at all", async () => {
  server.use(http.get("/api/devices", () => HttpResponse.json({ items: [], next_cursor: null })));
  await show(`${paths.adminDevices}?search=zzz`);
  expect(await screen.findByText("Nothing fits")).toBeVisible();
});
