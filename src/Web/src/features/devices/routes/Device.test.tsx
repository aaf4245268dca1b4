import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { connectionOf, deviceOf, readingOf, secondsAgo } from "../../../../tests/devices";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import Device from "./Device";

const place = { path: paths.device.pattern, at: "/devices/ESP32-1" };
const part = async (name: string) => within(await screen.findByRole("region", { name }));

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/devices/ESP32-1/ledger", { state: "active", allowed: [], entries: [] });
  answers("/api/devices/ESP32-1", deviceOf());
  answers("/api/devices/ESP32-1/connection", connectionOf());
  answers("/api/devices/ESP32-1/readings", [readingOf(2), readingOf(7, { temperature: 23.9, time_replaced: true })]);
  answers("/api/devices/ESP32-1/presence", {
    items: [
      { change_id: 2, at: secondsAgo(600), online: true, reason: "heard" },
      { change_id: 1, at: secondsAgo(7_800), online: false, reason: "connection_lost" },
    ],
    next_cursor: null,
  });
  answers("/api/devices/ESP32-1/commands", {
    items: [
      {
        position: 1,
        command_id: "c1",
        device_id: "ESP32-1",
        workshop_id: 1,
        pit_id: 4,
        command: "DISABLE",
        reason: "payment_overdue",
        status: "failed",
        failure: "old_sequence",
        cause_id: null,
        times_queued: 1,
        queued_at: secondsAgo(90),
        last_queued_at: secondsAgo(90),
        sent_at: secondsAgo(89),
        acknowledged_at: null,
        finished_at: secondsAgo(88),
        expires_at: secondsAgo(-60),
      },
    ],
    next_cursor: null,
  });
  answers("/api/devices/ESP32-1/license", {
    license: {
      license_number: 1,
      license_key: "LIC-AAAA-BBBB-CCCC",
      device_id: "ESP32-1",
      workshop_id: 1,
      status: "active",
      reason: "",
      issued_at: secondsAgo(9e5),
      changed_at: secondsAgo(9e4),
      expires_at: null,
      lease_valid_until: secondsAgo(-9e4),
    },
    switches: [
      {
        switch_id: "s1",
        version: 2,
        from_status: "active",
        to_status: "suspended",
        reason: "payment_overdue",
        actor: "user:1",
        requested_at: secondsAgo(99),
        command_sent_at: secondsAgo(98),
        effective_at: secondsAgo(98),
        command_status: null,
        command_finished_at: null,
        confirmed_at: null,
      },
    ],
  });
  answers("/api/telemetry/rejected", {
    items: [
      {
        id: 1,
        tenant_id: 1,
        device_id: "ESP32-1",
        topic: "workshop.ws_1.pit.pit4.sensors",
        reason: "missing_field",
        detail: "humidity",
        minute: secondsAgo(900),
        count: 3,
        last_at: secondsAgo(900),
        sample: '{"temperature":24}',
      },
    ],
    next_cursor: null,
  });
  answers("/api/violations", {
    items: [
      {
        violation_id: 1,
        device_id: "ESP32-1",
        workshop_id: 1,
        reason: "wrong_device",
        minute: secondsAgo(900),
        count: 2,
        last_at: secondsAgo(900),
      },
    ],
    next_cursor: null,
  });
});

test("An owner sees all of a device", async () => {
  await renderRoute(Device, place);
  expect(await screen.findByRole("heading", { level: 1, name: "ESP32-1" })).toBeVisible();
  expect((await part("Connection")).getByText("The device works.")).toBeVisible();
  const identity = await part("Identity");
  expect(identity.getByText("workshop/ws_1/pit/pit4/sensors")).toBeVisible();
  expect(identity.getByRole("link", { name: "Left hoist" })).toHaveAttribute("href", "/pits/4");
  const presence = await part("Presence");
  expect(await presence.findByText("The connection broke.")).toBeVisible();
  expect(presence.getByText("for 2 hrs")).toBeVisible();
  expect(
    await (await part("Rejected messages")).findByText(/A value that every reading must have is missing/),
  ).toBeVisible();
  expect(await (await part("Violations of the license")).findByText("License key of another device")).toBeVisible();
  const commands = await part("Commands");
  expect(await commands.findByText("Switch off")).toBeVisible();
  expect(commands.getByText("Refused by the device: a newer one came before")).toBeVisible();
});

test("The steps of a switch are shown, those that are awaited too", async () => {
  await renderRoute(Device, place);
  const license = await part("License");
  const steps = (await license.findAllByRole("listitem")).map((step) => step.textContent);
  expect(steps.some((text) => text.includes("Readings are refused"))).toBe(true);
  expect(steps.some((text) => text === "Confirmed by the devicenot yet")).toBe(true);
  expect(license.queryByRole("button")).not.toBeInTheDocument();
});

test("A live reading comes before the others", async () => {
  await renderRoute(Device, place);
  const messages = await part("Last readings");
  expect(await messages.findByText("24.1 °C")).toBeVisible();
  const socket = await connectLive();
  const event = {
    type: "sensor_update",
    tenant_id: 1,
    pit_id: 4,
    kind: "environment",
    temperature: 30.5,
    humidity: 50,
    aqi: 40,
    pressure: 1000,
    aqi_accuracy: 3,
  } as const;
  socket.say({
    ...event,
    device_id: "ESP32-2",
    temperature: 99,
    timestamp: new Date().toISOString(),
    received_at: new Date().toISOString(),
  });
  socket.say({
    ...event,
    device_id: "ESP32-1",
    timestamp: new Date().toISOString(),
    received_at: new Date().toISOString(),
  });
  expect(await messages.findByText("30.5 °C")).toBeVisible();
  expect(messages.getAllByRole("row")[1]).toHaveTextContent("30.5 °C");
  expect(messages.queryByText("99.0 °C")).not.toBeInTheDocument();
});

test("A secret is replaced only after the id was typed, and shown once", async () => {
  let rotations = 0;
  server.use(
    http.post("/api/devices/ESP32-1/credentials", ({ request }) => {
      rotations++;
      expect(request.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
      return HttpResponse.json({ device_id: "ESP32-1", secret: "brand-new-secret" });
    }),
  );
  const { user } = await renderRoute(Device, place);
  await user.click(await screen.findByRole("button", { name: "New secret" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/sends nothing until it has the new secret/)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Replace the secret" })).toBeDisabled();
  await user.type(dialog.getByRole("textbox"), "ESP32-1");
  await user.dblClick(dialog.getByRole("button", { name: "Replace the secret" }));
  expect(await screen.findByText("brand-new-secret", { selector: "code" })).toBeVisible();
  expect(rotations).toBe(1);
  await user.click(screen.getByRole("button", { name: "I have kept it" }));
  expect(screen.queryByText("brand-new-secret", { selector: "code" })).not.toBeInTheDocument();
});

test("A rotation over the limit is said in the dialog, and nothing is shown", async () => {
  server.use(
    http.post("/api/devices/ESP32-1/credentials", () =>
      problem(429, "too_many_requests", { headers: { "Retry-After": "30" } }),
    ),
  );
  const { user } = await renderRoute(Device, place);
  await user.click(await screen.findByRole("button", { name: "New secret" }));
  await user.type(await screen.findByRole("textbox"), "ESP32-1{Enter}");
  expect(await screen.findByText("Too many requests in a minute.")).toBeVisible();
});

test("Staff see no secrets, switches or refused messages, and nothing of them is asked", async () => {
  await renderRoute(Device, { ...place, me: "staff" });
  expect(await screen.findByText("The device works.")).toBeVisible();
  for (const name of ["Credentials", "Rejected messages", "Violations of the license"])
    expect(screen.queryByRole("region", { name })).not.toBeInTheDocument();
  expect(screen.queryByText("LIC-AAAA-BBBB-CCCC")).not.toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "Set up" })).not.toBeInTheDocument();
});

test("On a phone the parts are tabs, and the tab is in the address", async () => {
  window.innerWidth = 360;
  const { user, router } = await renderRoute(Device, place);
  await user.click(await screen.findByRole("tab", { name: "Commands" }));
  expect(await screen.findByText("Switch off")).toBeVisible();
  expect(router.state.location.search).toBe("?tab=commands");
});

test("A device that is not there, or another's, is said to be neither", async () => {
  refuses("/api/devices/ESP32-1", 404, "not_found");
  await renderRoute(Device, place);
  expect(await screen.findByText(/does not exist, or is not yours/)).toBeVisible();
});

const pit = (pitId: number, name: string, deviceId: string | null = null) => ({
  pit_id: pitId,
  pit_number: pitId,
  code: `pit${pitId}`,
  name,
  device_id: deviceId,
});

test("A device is moved to another pit once, and its new topic is shown", async () => {
  answers("/api/pits", {
    items: [pit(4, "Left hoist", "ESP32-1"), pit(5, "Right hoist"), pit(6, "Wash bay", "ESP32-2")],
    next_cursor: null,
  });
  const bodies: unknown[] = [];
  server.use(
    http.patch("/api/devices/ESP32-1", async ({ request }) => {
      bodies.push(await request.json());
      if (bodies.length === 1) return problem(404, "not_found");
      const after = deviceOf({ pit_id: 6, pit_name: "Wash bay", topic: "workshop/ws_1/pit/pit6/sensors" });
      answers("/api/devices/ESP32-1", after);
      return HttpResponse.json(after);
    }),
  );
  const { user } = await renderRoute(Device, place);
  await user.click((await part("Identity")).getByRole("button", { name: "Move to another pit" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/until then its readings are refused/)).toBeVisible();
  const confirm = dialog.getByRole("button", { name: "Move the device" });
  expect(confirm).toBeDisabled();
  const choice = await dialog.findByRole("combobox", { name: /New pit/ });
  expect(within(choice).queryByRole("option", { name: /Left hoist/ })).not.toBeInTheDocument();
  await user.selectOptions(choice, "Wash bay (no. 6), has ESP32-2");
  expect(dialog.getByText(/the pit will show the readings of both/)).toBeVisible();
  await user.click(confirm);
  expect(await dialog.findByText(/does not exist, or is not yours/)).toBeVisible();
  await user.dblClick(confirm);
  const done = within(await screen.findByRole("dialog", { name: "ESP32-1 is now in Wash bay" }));
  expect(done.getByText("workshop/ws_1/pit/pit6/sensors")).toBeVisible();
  expect(bodies).toEqual(Array(2).fill({ pit_id: 6, pit_number: null, device_name: null }));
  await user.click(done.getByRole("button", { name: "Done" }));
  const identity = await part("Identity");
  expect(await identity.findByRole("link", { name: "Wash bay" })).toHaveAttribute("href", "/pits/6");
  expect(identity.getByText("workshop/ws_1/pit/pit6/sensors")).toBeVisible();
});

test("Where there is no other pit, nothing can be moved", async () => {
  answers("/api/pits", { items: [pit(4, "Left hoist", "ESP32-1")], next_cursor: null });
  const { user } = await renderRoute(Device, place);
  await user.click(await screen.findByRole("button", { name: "Move to another pit" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(await dialog.findByText("There is no other pit. Add one under Workshop first.")).toBeVisible();
  expect(dialog.getByRole("button", { name: "Move the device" })).toBeDisabled();
});

test.each(["staff", "admin"] as const)("Moving is the owner's: %s does not see it", async (me) => {
  await renderRoute(Device, { ...place, me });
  await part("Identity");
  expect(screen.queryByRole("button", { name: "Move to another pit" })).not.toBeInTheDocument();
});

test("Only the vendor sees the device's ledger", async () => {
  const { unmount } = await renderRoute(Device, { ...place, me: "admin" });
  expect((await part("Ledger")).getByText("Ledger")).toBeVisible();
  unmount();
  await renderRoute(Device, place);
  await part("Identity");
  expect(screen.queryByRole("region", { name: "Ledger" })).not.toBeInTheDocument();
});
