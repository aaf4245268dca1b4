import { fireEvent, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test } from "vitest";
import { ownDevice, serial, viewed } from "../../../../tests/controllers";
import { openHomeDevice } from "../../../../tests/homeDevice";
import { answers, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";

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
    const { user } = await openHomeDevice();
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
    const { user } = await openHomeDevice();
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
    const { user } = await openHomeDevice();
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
    const { user } = await openHomeDevice();
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
    const { user } = await openHomeDevice();
    await user.click(await relay());
    expect(await screen.findByText(/The platform cannot be reached/)).toBeVisible();
    await user.click(await relay());
    expect(await screen.findByText("On: waiting for the device…")).toBeVisible();
    expect(sent[1]?.key).toBe(sent[0]?.key);
  });

  test("without a live connection asks how the command ended", async () => {
    controls(queued);
    answers("/api/commands/c1", { command_id: "c1", status: "failed", failure: "unknown_command" });
    const { user } = await openHomeDevice();
    await user.click(await relay());
    expect(await screen.findByText(/its firmware does not know this/)).toBeVisible();
  });
});

describe("Who may not switch", () => {
  test("A viewer sees the state and no control", async () => {
    await openHomeDevice(viewed());
    expect(await screen.findByText("You may look at this device, not switch it.")).toBeVisible();
    expect(screen.getByText("Relay 2")).toBeVisible();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Let it blink" })).not.toBeInTheDocument();
  });

  test("A suspended device has none either, and says why", async () => {
    await openHomeDevice(ownDevice({ license_status: "suspended" }));
    expect(await screen.findByText("This device is switched off by its license.")).toBeVisible();
    expect(screen.queryByRole("switch")).not.toBeInTheDocument();
  });
});

test("A light has a slider that sends when it is let go, and a colour", async () => {
  controls(queued, () => HttpResponse.json({ command_id: "c2", status: "queued" }, { status: 202 }));
  await openHomeDevice(ownDevice({ device_type: "LED", state: { power: "on", brightness: 40, color: "#ff8800" } }));
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
  const { user } = await openHomeDevice();
  const socket = await connectLive();
  await user.click(await screen.findByRole("button", { name: "Let it blink" }));
  expect(sent[0]?.body).toEqual({ command: "identify", args: {}, ttl_s: null });
  await screen.findByText("Blinking: waiting for the device…");
  socket.say(status("succeeded"));
  expect(await screen.findByText("Blinking: confirmed by the device.")).toBeVisible();
});
