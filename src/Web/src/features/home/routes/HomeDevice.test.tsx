import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import type { OwnDevice } from "@/lib/controllers/types";
import { answersDevices, householder, ownDevice, serial, viewed } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import HomeDevice from "./HomeDevice";

const open = (device: OwnDevice = ownDevice(), tab = "") => {
  answersDevices(device);
  return renderRoute(HomeDevice, {
    path: paths.homeDevice.pattern,
    at: paths.homeDevice.of(device.device_id) + (tab === "" ? "" : `?tab=${tab}`),
    me: householder(),
  });
};
const relay = () => screen.findByRole("switch", { name: "Relay 1" });
const event = { tenant_id: 1, pit_id: null, device_id: serial };
const status = (status: string, more: { command_id?: string; failure?: string } = {}) => ({
  ...event,
  type: "command_status" as const,
  command_id: "c1",
  command: "relay",
  status,
  failure: null,
  queued_at: new Date().toISOString(),
  sent_at: null,
  finished_at: null,
  ...more,
});
const state = (value: string) => ({
  ...event,
  type: "device_state" as const,
  state: { "25": value },
  cause: "command",
  at: new Date().toISOString(),
});

interface Sent {
  key: string | null;
  body: unknown;
}
let sent: Sent[] = [];

function controls(...replies: (() => Response)[]) {
  server.use(
    http.post(`/api/devices/${serial}/control`, async ({ request }) => {
      sent.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
      return replies[Math.min(sent.length, replies.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
}

const queued = () => HttpResponse.json({ command_id: "c1", status: "queued" }, { status: 202 });

beforeEach(() => {
  sent = [];
});

describe("A switch", () => {
  test("turns by the device's word only: sending, waiting, confirmed", async () => {
    controls(queued);
    const { user } = await open();
    const socket = await connectLive();
    await user.click(await relay());
    expect(await screen.findByText("On: waiting for the device…")).toBeVisible();
    expect(await relay()).not.toBeChecked();
    expect(sent[0]).toMatchObject({ body: { command: "relay", args: { pin: 25, state: "on" }, ttl_s: null } });
    expect(sent[0]?.key).toMatch(/^[0-9a-f]{32}$/);
    // The platform's word that the command has ended is not the lamp's: only its state is.
    socket.say(status("succeeded"));
    await waitFor(() => expect(screen.queryByText(/waiting for the device/)).not.toBeInTheDocument());
    expect(await relay()).not.toBeChecked();
    expect(screen.queryByText(/confirmed/)).not.toBeInTheDocument();
    socket.say(state("on"));
    expect(await screen.findByText("On: confirmed by the device.")).toBeVisible();
    expect(await relay()).toBeChecked();
    // Somebody switches it at the button: what was confirmed is not true any more.
    socket.say(state("off"));
    await waitFor(() => expect(screen.queryByText(/confirmed/)).not.toBeInTheDocument());
  });

  test("hears of an end that comes before the answer to its request", async () => {
    const { user } = await open();
    const socket = await connectLive();
    server.use(
      http.post(`/api/devices/${serial}/control`, () => {
        socket.say(status("failed", { failure: "bad_args" }));
        return queued();
      }),
    );
    await user.click(await relay());
    expect(await screen.findByText("The device refused: the value is not possible.")).toBeVisible();
  });

  test.each([
    ["failed", "disabled", "The device refused: it is switched off by its license."],
    ["expired", undefined, "The device did not answer in time. Nothing is known to have changed."],
    ["superseded", undefined, "Replaced by a newer command."],
  ])("says that it %s", async (end, failure, text) => {
    controls(queued);
    const { user } = await open();
    const socket = await connectLive();
    await user.click(await relay());
    await screen.findByText("On: waiting for the device…");
    socket.say(status(end, failure === undefined ? {} : { failure }));
    expect(await screen.findByText(text)).toBeVisible();
    expect(await relay()).not.toBeChecked();
  });

  test("of a device that is offline says so, and can wait for it", async () => {
    server.use(
      http.post(
        `/api/devices/${serial}/control`,
        async ({ request }) => {
          sent.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
          return HttpResponse.json(
            { type: "device_offline", status: 409, last_seen_at: "2026-11-20T08:00:00Z" },
            { status: 409 },
          );
        },
        { once: true },
      ),
    );
    const { user } = await open();
    await user.click(await relay());
    expect(await screen.findByText(/The device is offline, last seen 20 Nov 2026.*Nothing was sent/)).toBeVisible();
    expect(screen.getAllByText("Offline")[0]).toBeVisible();
    controls(queued);
    await user.click(screen.getByRole("button", { name: "Do it when it is back" }));
    expect(await screen.findByText("On: waiting for the device…")).toBeVisible();
    expect(sent[1]?.body).toMatchObject({ ttl_s: 3_600 });
    expect(sent[1]?.key).not.toBe(sent[0]?.key);
  });

  test("pressed again after a lost answer is the same request", async () => {
    controls(() => HttpResponse.error(), queued);
    const { user } = await open();
    await user.click(await relay());
    expect(await screen.findByText(/The platform cannot be reached/)).toBeVisible();
    await user.click(await relay());
    expect(await screen.findByText("On: waiting for the device…")).toBeVisible();
    expect(sent[1]?.key).toBe(sent[0]?.key);
  });

  test("without a live connection asks how the command ended", async () => {
    controls(queued);
    answers("/api/commands/c1", { command_id: "c1", status: "failed", failure: "unknown_command" });
    const { user } = await open();
    await user.click(await relay());
    expect(await screen.findByText(/its firmware does not know this/, undefined, { timeout: 5_000 })).toBeVisible();
  });
});

describe("Who may not switch", () => {
  test("A viewer sees the state and no control", async () => {
    await open(viewed());
    expect(await screen.findByText("You may look at this device, not switch it.")).toBeVisible();
    expect(screen.getByText("Relay 2")).toBeVisible();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Let it blink" })).not.toBeInTheDocument();
  });

  test("A suspended device has none either, and says why", async () => {
    await open(ownDevice({ license_status: "suspended" }));
    expect(await screen.findByText("This device is switched off by its license.")).toBeVisible();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
  });

  test("Somebody else's device is not there", async () => {
    answersDevices(ownDevice());
    await renderRoute(HomeDevice, { path: paths.homeDevice.pattern, at: "/home/OTHER", me: householder() });
    expect(await screen.findByText("This device is not yours.")).toBeVisible();
  });
});

test("A light has a slider that sends when it is let go, and a colour", async () => {
  controls(queued, () => HttpResponse.json({ command_id: "c2", status: "queued" }, { status: 202 }));
  await open(ownDevice({ device_type: "LED", state: { power: "on", brightness: 40, color: "#ff8800" } }));
  const slider = await screen.findByRole("slider", { name: "Brightness" });
  expect(slider).toHaveValue("40");
  expect(screen.getByText("40 %")).toBeVisible();
  fireEvent.change(slider, { target: { value: "60" } });
  fireEvent.change(slider, { target: { value: "80" } });
  expect(sent).toEqual([]);
  fireEvent.pointerUp(slider);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toMatchObject({ command: "brightness", args: { value: 80 } });
  const color = screen.getByLabelText(/Colour/);
  fireEvent.input(color, { target: { value: "#112233" } });
  color.dispatchEvent(new Event("change", { bubbles: true }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.body).toMatchObject({ command: "color", args: { value: "#112233" } });
});

test("Blinking is confirmed by its command alone", async () => {
  controls(queued);
  const { user } = await open();
  const socket = await connectLive();
  await user.click(await screen.findByRole("button", { name: "Let it blink" }));
  expect(sent[0]?.body).toEqual({ command: "identify", args: {}, ttl_s: null });
  await screen.findByText("Blinking: waiting for the device…");
  socket.say(status("succeeded"));
  expect(await screen.findByText("Blinking: confirmed by the device.")).toBeVisible();
});

test("The history says who or what switched it", async () => {
  const change = {
    received_at: "2026-11-20T09:00:05Z",
    cause: "command",
    actor: null,
    actor_name: null,
    command_id: null,
  };
  answers(`/api/devices/${serial}/changes`, {
    items: [
      { ...change, seq: 3, at: "2026-11-20T09:00:00Z", key: "25", value: "on", actor: "user:7", command_id: "c1" },
      { ...change, seq: 2, at: "2026-11-20T08:00:00Z", key: "26", value: "off", actor: "user:9", actor_name: "Ravi" },
      { ...change, seq: 1, at: "2026-11-20T07:00:00Z", key: "25", value: "off", cause: "button" },
    ],
    next_cursor: null,
  });
  await open(ownDevice(), "history");
  const items = within(await screen.findByRole("region", { name: "Who switched what" }));
  const rows = await items.findAllByRole("listitem");
  expect(rows[0]).toHaveTextContent(/Relay 1: On.*20 Nov 2026.*You/);
  expect(rows[1]).toHaveTextContent(/Relay 2: Off.*Ravi/);
  expect(rows[2]).toHaveTextContent(/Relay 1: Off.*At the button/);
});

describe("The schedule", () => {
  const none = {
    version: 0,
    time_zone: "UTC",
    latitude: null,
    longitude: null,
    items: [],
    reported_version: null,
    in_sync: true,
    differs_since: null,
    failure: null,
  };
  const item = {
    id: 1,
    enabled: true,
    days: ["mon", "tue"],
    at: "sunset-10",
    command: "relay",
    args: { pin: 26, state: "on" },
  };

  test("is edited as a whole week, in the time zone of the place, and waits for the device's word", async () => {
    let put: unknown;
    answers(`/api/devices/${serial}/schedules`, none);
    server.use(
      http.put(`/api/devices/${serial}/schedules`, async ({ request }) => {
        put = await request.json();
        return HttpResponse.json({
          ...none,
          ...(put as object),
          version: 1,
          in_sync: false,
          differs_since: new Date().toISOString(),
        });
      }),
    );
    const { user } = await open(ownDevice(), "schedules");
    expect(await screen.findByText("Nothing is scheduled.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Add an entry" }));
    const entry = within(screen.getByRole("group", { name: "Entry 1" }));
    fireEvent.change(entry.getByLabelText("Time"), { target: { value: "06:15" } });
    for (const day of ["Sat", "Sun"]) await user.click(entry.getByRole("button", { name: day }));
    await user.selectOptions(entry.getByRole("combobox", { name: "What" }), "Relay 3");
    await user.selectOptions(entry.getByRole("combobox", { name: "Value" }), "Off");
    expect(screen.getByRole("combobox", { name: /Time zone/ })).toHaveValue("Asia/Bangkok");
    await user.click(screen.getByRole("button", { name: "Save the schedule" }));
    expect(await screen.findByText("Not at the device yet")).toBeVisible();
    expect(put).toEqual({
      version: 0,
      time_zone: "Asia/Bangkok",
      latitude: null,
      longitude: null,
      items: [
        {
          id: null,
          enabled: true,
          days: ["mon", "tue", "wed", "thu", "fri"],
          at: "06:15",
          command: "relay",
          args: { pin: 27, state: "off" },
        },
      ],
    });
  });

  test("by the sun needs the place, and is not sent without it", async () => {
    let puts = 0;
    answers(`/api/devices/${serial}/schedules`, { ...none, version: 2, reported_version: 2, items: [item] });
    server.use(http.put(`/api/devices/${serial}/schedules`, () => (puts++, problem(409, "config_changed"))));
    const { user } = await open(ownDevice(), "schedules");
    expect(await screen.findByText("The device runs with this")).toBeVisible();
    const minutes = screen.getByRole("spinbutton", { name: "Minutes" });
    expect(minutes).toHaveValue(-10);
    fireEvent.change(minutes, { target: { value: "15" } });
    await user.click(screen.getByRole("button", { name: "Save the schedule" }));
    expect(await screen.findAllByText("Sunrise and sunset need the place.")).toHaveLength(2);
    expect(puts).toBe(0);
    await user.type(screen.getByLabelText("Latitude"), "18.52");
    await user.tab();
    await user.type(screen.getByLabelText("Longitude"), "73.85");
    await user.tab();
    await user.click(screen.getByRole("button", { name: "Save the schedule" }));
    expect(await screen.findByText("Somebody else has changed this meanwhile.")).toBeVisible();
    expect(puts).toBe(1);
  });

  test("is read only for a viewer", async () => {
    answers(`/api/devices/${serial}/schedules`, { ...none, version: 2, items: [item] });
    await open(viewed(), "schedules");
    expect(await screen.findByText("Sunset, -10 min")).toBeVisible();
    expect(screen.getByText("Mon, Tue · Relay 2: On")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Save the schedule" })).not.toBeInTheDocument();
  });
});

describe("The configuration", () => {
  const known = {
    desired: { update_interval_s: 30, wifi_ssid: "Home" },
    desired_version: 4,
    desired_at: "2026-11-20T08:00:00Z",
    desired_by: "user:7",
    reported: { update_interval_s: 60 },
    reported_version: 3,
    reported_at: "2026-11-20T08:00:00Z",
    in_sync: false,
    differs_since: "2026-11-20T08:00:00Z",
    failure: null,
  };

  test("shows what is wanted beside what the device says, and sends a change with the version it was made from", async () => {
    let put: unknown;
    answers(`/api/devices/${serial}/config`, known);
    server.use(
      http.put(`/api/devices/${serial}/config`, async ({ request }) => {
        put = await request.json();
        return HttpResponse.json({ ...known, desired: (put as { config: object }).config, desired_version: 5 });
      }),
    );
    const { user } = await open(ownDevice(), "settings");
    expect(await screen.findByText("Not at the device yet")).toBeVisible();
    expect(screen.getByText("wanted: 30")).toBeVisible();
    const interval = screen.getByRole("textbox", { name: /Update interval/ });
    await user.clear(interval);
    await user.type(interval, "2");
    await user.click(screen.getByRole("button", { name: "Save the configuration" }));
    expect(await screen.findByText("From 5 to 3600.")).toBeVisible();
    expect(put).toBeUndefined();
    await user.clear(interval);
    await user.type(interval, "120");
    await user.click(screen.getByRole("button", { name: "Save the configuration" }));
    expect(await screen.findByText("wanted: 120")).toBeVisible();
    expect(put).toEqual({ config: { update_interval_s: 120, wifi_ssid: "Home" }, version: 4 });
    // The device confirms: the page hears it and asks again.
    answers(`/api/devices/${serial}/config`, { ...known, in_sync: true, differs_since: null });
    const socket = await connectLive();
    socket.say({ ...event, type: "device_config", desired_version: 5, reported_version: 5 });
    expect(await screen.findByText("The device runs with this")).toBeVisible();
  });

  test("A name is changed, and the device is given up only by typing its serial number", async () => {
    const asked: unknown[] = [];
    answers(`/api/devices/${serial}/config`, known);
    server.use(
      http.patch(`/api/devices/${serial}`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json({});
      }),
      http.post(`/api/devices/${serial}/release`, async ({ request }) => {
        asked.push(await request.json());
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = await open(ownDevice(), "settings");
    const name = await screen.findByRole("textbox", { name: "Name" });
    await user.clear(name);
    await user.type(name, "Garden");
    await user.click(screen.getByRole("button", { name: "Rename" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Garden" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Remove it" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await user.type(dialog.getByRole("textbox"), "RY4");
    expect(dialog.getByRole("button", { name: "Remove it" })).toBeDisabled();
    await user.clear(dialog.getByRole("textbox"));
    await user.type(dialog.getByRole("textbox"), serial);
    await user.click(dialog.getByRole("button", { name: "Remove it" }));
    expect(await screen.findByText("at /home")).toBeVisible();
    expect(asked).toEqual([{ device_name: "Garden", pit_id: null, pit_number: null }, { confirm: serial }]);
  });
});
