import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { deviceOf } from "../../../../tests/devices";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import Devices from "./Devices";

let asked: URLSearchParams[] = [];

function lists(...pages: { items: unknown[]; next_cursor: string | null }[]) {
  asked = [];
  server.use(
    http.get("/api/devices", ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      return HttpResponse.json(pages[query.has("cursor") ? 1 : 0]);
    }),
  );
}

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/pits", { items: [{ pit_id: 4, pit_number: 4, name: "Left hoist" }], next_cursor: null });
});

test("An owner sees the devices with pit, state and license, goes on to one and may add another", async () => {
  lists({
    items: [
      deviceOf(),
      deviceOf({
        device_id: "ESP32-2",
        status: "offline",
        online: false,
        last_seen_at: null,
        license_status: "suspended",
      }),
    ],
    next_cursor: null,
  });
  await renderRoute(Devices, { path: paths.devices });
  const rows = within(await screen.findByRole("table", { name: "Devices" })).getAllByRole("row");
  expect(rows[1]).toHaveTextContent(/ESP32-1Left hoistOnline.*agoActive1\.4\.0/);
  expect(rows[2]).toHaveTextContent(/ESP32-2Left hoistOfflineNeverSuspended/);
  expect(screen.getByRole("link", { name: "ESP32-1" })).toHaveAttribute("href", "/devices/ESP32-1");
  expect(screen.getByRole("link", { name: "Add device" })).toHaveAttribute("href", "/devices/new");
});

test("Staff may not add a device", async () => {
  lists({ items: [], next_cursor: null });
  await renderRoute(Devices, { path: paths.devices, me: "staff" });
  expect(await screen.findByText("No devices yet")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Add device" })).not.toBeInTheDocument();
});

test("Filters are in the address and asked of the API; nothing that matches can be undone", async () => {
  lists({ items: [], next_cursor: null });
  const { user, router } = await renderRoute(Devices, {
    path: paths.devices,
    at: "/devices?online=false&pit=4&sort=-last_seen_at",
  });
  expect(await screen.findByText("No device matches")).toBeVisible();
  expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({ online: "false", pit_id: "4", sort: "-last_seen_at" });
  await user.click(screen.getByRole("button", { name: "Suspended" }));
  await user.type(screen.getByRole("searchbox"), "ABC");
  await vi.waitFor(() =>
    expect(Object.fromEntries(asked.at(-1) ?? [])).toMatchObject({
      search: "ABC",
      license: "suspended",
      online: "false",
    }),
  );
  expect(router.state.location.search).toBe("?online=false&pit=4&sort=-last_seen_at&license=suspended&search=ABC");
  await user.click(await screen.findByRole("button", { name: "Remove filters" }));
  expect(router.state.location.search).toBe("?sort=-last_seen_at");
});

test("A column sorts, and more is loaded by the cursor", async () => {
  lists({ items: [deviceOf()], next_cursor: "c2" }, { items: [deviceOf({ device_id: "ESP32-9" })], next_cursor: null });
  const { user } = await renderRoute(Devices, { path: paths.devices });
  await user.click(await screen.findByRole("button", { name: "Show more" }));
  expect(await screen.findByRole("link", { name: "ESP32-9" })).toBeVisible();
  expect(screen.getByRole("link", { name: "ESP32-1" })).toBeVisible();
  expect(asked.at(-1)?.get("cursor")).toBe("c2");
  await user.click(screen.getByRole("button", { name: "Last seen" }));
  await vi.waitFor(() => expect(asked.at(-1)?.get("sort")).toBe("last_seen_at"));
});

test("States change live", async () => {
  lists({ items: [deviceOf()], next_cursor: null });
  await renderRoute(Devices, { path: paths.devices });
  const table = within(await screen.findByRole("table"));
  const socket = await connectLive();
  socket.say({
    type: "device_status",
    tenant_id: 1,
    pit_id: 4,
    device_id: "ESP32-1",
    status: "disabled",
    at: new Date().toISOString(),
  });
  expect(await table.findByText("Switched off")).toBeVisible();
  socket.say({
    type: "license_switch",
    tenant_id: 1,
    pit_id: 4,
    device_id: "ESP32-1",
    switch_id: "s",
    status: "suspended",
    reason: "payment_overdue",
    requested_at: new Date().toISOString(),
    command_sent_at: null,
    effective_at: null,
    confirmed_at: null,
  });
  expect(await table.findByText("Suspended")).toBeVisible();
});

test("A part of the platform that is away is said, and asked again", async () => {
  refuses("/api/devices", 503, "service_unavailable");
  const { user } = await renderRoute(Devices, { path: paths.devices });
  expect(await screen.findByText(/away for a moment/)).toBeVisible();
  lists({ items: [deviceOf()], next_cursor: null });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "ESP32-1" })).toBeVisible();
});

test("Without a network that is said", async () => {
  server.use(http.get("/api/devices", () => HttpResponse.error()));
  await renderRoute(Devices, { path: paths.devices });
  expect(await screen.findByText("The platform cannot be reached.")).toBeVisible();
});
