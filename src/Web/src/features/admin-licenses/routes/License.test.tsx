import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { LicenseSwitchEvent } from "@/lib/live/events";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import License from "./License";

const license = {
  license_number: 1,
  license_key: "LIC-1",
  device_id: "ESP32-A",
  workshop_id: 3,
  status: "active",
  reason: "",
  issued_at: "2026-11-01T08:00:00Z",
  changed_at: "2026-11-01T08:00:00Z",
  expires_at: null as string | null,
  lease_valid_until: null,
  last_switch: null,
};
const began = Date.now();
const after = (ms: number) => new Date(began + ms).toISOString();
const thrown = {
  switch_id: "0199-1",
  version: 2,
  from_status: "active",
  to_status: "suspended",
  reason: "payment_overdue",
  actor: "user:7",
  requested_at: after(0),
  command_sent_at: null as string | null,
  effective_at: null as string | null,
  command_status: null,
  command_finished_at: null,
  confirmed_at: null as string | null,
};
const event: LicenseSwitchEvent = {
  type: "license_switch",
  tenant_id: 3,
  pit_id: 4,
  device_id: "ESP32-A",
  switch_id: "0199-1",
  status: "suspended",
  reason: "payment_overdue",
  requested_at: after(0),
  command_sent_at: null,
  effective_at: null,
  confirmed_at: null,
  command_status: null,
};

function deviceIs(online: boolean) {
  answers("/api/devices/ESP32-A/status", {
    device_id: "ESP32-A",
    workshop_id: 3,
    pit_id: 4,
    lifecycle: "active",
    license: { license_key: "LIC-1", status: "active", reason: "", changed_at: null },
    presence: {
      online,
      since: after(-1000),
      last_seen_at: null,
      reported_status: null,
      reported_reason: null,
      reported_at: null,
    },
    last_reading_at: null,
    firmware: null,
    boot: null,
    cut_off: false,
    pending_commands: 0,
  });
}

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/licenses/LIC-1", license);
  answers("/api/licenses/LIC-1/history", { items: [], next_cursor: null });
  answers("/api/tenants", { items: [], next_cursor: null });
  answers("/api/users/7", { user_id: 7, username: "admin1", name: "Ada", role: "admin" });
  deviceIs(true);
});

const show = () =>
  renderRoute(License, { me: "admin", path: paths.adminLicense.pattern, at: paths.adminLicense.of("LIC-1") });

/** The steps of the switch with what stands beside each. */
async function step(title: string) {
  const item = (await screen.findByText(title, { selector: "li p" })).closest("li");
  return item as HTMLElement;
}

test("The switch needs a reason; its steps light up by live events in whatever order they come", async () => {
  const asked: { body: unknown; key: string | null }[] = [];
  server.use(
    http.post("/api/licenses/LIC-1/suspend", async ({ request }) => {
      asked.push({ body: await request.json(), key: request.headers.get("Idempotency-Key") });
      answers("/api/licenses/LIC-1", { ...license, status: "suspended", reason: "payment_overdue" });
      answers("/api/licenses/LIC-1/history", { items: [thrown], next_cursor: null });
      return HttpResponse.json({
        license_key: "LIC-1",
        device_id: "ESP32-A",
        status: "suspended",
        reason: "payment_overdue",
        changed_at: after(0),
        expires_at: null,
        switch_id: "0199-1",
      });
    }),
  );
  const { user } = await show();
  const socket = await connectLive("*");
  await user.click(await screen.findByRole("button", { name: "Switch off" }));
  const confirm = (await screen.findAllByRole("button", { name: "Switch off" })).at(-1) as HTMLElement;
  expect(confirm).toBeDisabled();
  await user.selectOptions(screen.getByRole("combobox", { name: /Reason/ }), "payment_overdue");
  await user.click(confirm);
  expect(await step("Command sent")).toHaveTextContent("awaited");
  expect(asked).toEqual([
    { body: { reason: "payment_overdue" }, key: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
  ]);

  // The device was faster than the record of the others; what comes later knows less and takes nothing back.
  socket.say({ ...event, confirmed_at: after(310) });
  expect(await step("Confirmed by the device")).toHaveTextContent("after 310 ms");
  expect(await step("Readings refused")).toHaveTextContent("awaited");
  socket.say({ ...event, effective_at: after(45) });
  socket.say({ ...event, command_sent_at: after(12) });
  expect(await step("Command sent")).toHaveTextContent("after 12 ms");
  expect(await step("Readings refused")).toHaveTextContent("after 45 ms");
  expect(await step("Confirmed by the device")).toHaveTextContent("after 310 ms");
  // An event of another device is not of this page.
  socket.say({ ...event, device_id: "ESP32-B", switch_id: "0199-1", command_sent_at: after(99) });
  expect(await step("Command sent")).toHaveTextContent("after 12 ms");
  expect(screen.getByText(/3 of 3 steps done/)).toBeInTheDocument();
});

test("Steps that no live event told are asked for", async () => {
  answers("/api/licenses/LIC-1/history", { items: [thrown], next_cursor: null });
  await show();
  expect(await step("Confirmed by the device")).toHaveTextContent("awaited");
  answers("/api/licenses/LIC-1/history", {
    items: [{ ...thrown, command_sent_at: after(10), effective_at: after(20), confirmed_at: after(300) }],
    next_cursor: null,
  });
  expect(await screen.findByText(/after 300 ms/)).toBeVisible();
});

test("A command that the device did not accept is told live, and a later confirmation outdoes it", async () => {
  answers("/api/licenses/LIC-1/history", { items: [thrown], next_cursor: null });
  await show();
  const socket = await connectLive("*");
  expect(await step("Confirmed by the device")).toHaveTextContent("awaited");
  socket.say({ ...event, command_sent_at: after(12), command_status: "rejected" });
  expect(await step("Confirmed by the device")).toHaveTextContent("The device did not accept it.");
  socket.say({ ...event, command_sent_at: after(12), confirmed_at: after(900), command_status: "succeeded" });
  expect(await step("Confirmed by the device")).toHaveTextContent("after 900 ms");
});

test("Says of an offline device that it is refused already and hears of it when it connects", async () => {
  deviceIs(false);
  answers("/api/licenses/LIC-1/history", { items: [{ ...thrown, effective_at: after(20) }], next_cursor: null });
  await show();
  expect(await screen.findByText(/refused already/)).toHaveTextContent("gets the command when it connects");
});

test("Takes only a reason that the platform knows how to keep", async () => {
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Switch off" }));
  await user.selectOptions(await screen.findByRole("combobox", { name: /Reason/ }), "Another reason…");
  await user.type(screen.getByRole("textbox", { name: /own words/ }), "He did not pay!");
  const confirm = screen.getAllByRole("button", { name: "Switch off" }).at(-1) as HTMLElement;
  expect(screen.getByText("Only a–z, 0–9 and _, at most 50 characters.")).toBeVisible();
  expect(confirm).toBeDisabled();
  await user.clear(screen.getByRole("textbox", { name: /own words/ }));
  await user.type(screen.getByRole("textbox", { name: /own words/ }), "did_not_pay");
  expect(confirm).toBeEnabled();
});

test("A license whose time is over is switched on only with a new end", async () => {
  answers("/api/licenses/LIC-1", { ...license, status: "expired", expires_at: after(-86_400_000) });
  const bodies: unknown[] = [];
  server.use(
    http.post("/api/licenses/LIC-1/activate", async ({ request }) => {
      bodies.push(await request.json());
      return problem(409, "license_time_over");
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Switch on" }));
  await user.selectOptions(await screen.findByRole("combobox", { name: /Reason/ }), "payment_received");
  const confirm = screen.getAllByRole("button", { name: "Switch on" }).at(-1) as HTMLElement;
  expect(confirm).toBeDisabled();
  await user.type(screen.getByLabelText(/New end/), "2099-12-31");
  await user.click(confirm);
  expect(await screen.findByText("The license's time is over.")).toBeVisible();
  expect(bodies).toEqual([{ reason: "payment_received", expires_at: new Date("2099-12-31T23:59:59").toISOString() }]);
});

test("The history says who threw it, why, and how long each step took", async () => {
  answers("/api/licenses/LIC-1/history", {
    items: [{ ...thrown, command_sent_at: after(10), effective_at: after(20), confirmed_at: after(300) }],
    next_cursor: null,
  });
  await show();
  const table = await screen.findByRole("table", { name: "History of the switch" });
  expect(await within(table).findByText("Ada")).toBeVisible();
  for (const text of ["Payment is overdue", "10 ms", "20 ms", "300 ms"])
    expect(within(table).getByText(text)).toBeVisible();
});
