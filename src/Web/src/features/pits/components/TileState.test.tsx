import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { answersPits, pitTile, showPits } from "../../../../tests/pitGrid";
import { pitOf, pitReading } from "../../../../tests/pits";
import { server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import { ago } from "../../../../tests/time";

test("A device that is switched off turns its tile at once, with the reason, and back", async () => {
  answersPits([pitOf(1), pitOf(2)], [pitReading(1, 1)]);
  await showPits();
  const socket = await connectLive();
  const first = await pitTile("Pit 1");
  expect(await first.findByText("Online")).toBeVisible();
  const off = {
    type: "license_switch",
    tenant_id: 1,
    pit_id: 101,
    device_id: "ESP32-1",
    switch_id: "1",
    status: "suspended",
    reason: "payment_overdue",
    requested_at: ago(0),
    command_sent_at: null,
    effective_at: null,
    confirmed_at: null,
    command_status: null,
  } as const;
  socket.say(off);
  expect(await first.findByText("Disabled")).toBeVisible();
  expect(first.getByText("Switched off: payment overdue")).toBeVisible();
  expect(first.getByText(/^Last value/)).toBeVisible();
  expect((await pitTile("Pit 2")).getByText("Online")).toBeVisible();
  socket.say({ ...off, status: "active", reason: "paid" });
  expect(await first.findByText("Online")).toBeVisible();
  socket.say({
    type: "device_status",
    tenant_id: 1,
    pit_id: 101,
    device_id: "ESP32-1",
    status: "disabled",
    at: ago(0),
  });
  expect(await first.findByText("Disabled")).toBeVisible();
  socket.say({
    type: "device_status",
    tenant_id: 1,
    pit_id: 101,
    device_id: "ESP32-1",
    status: "offline",
    at: ago(0),
  });
  expect(await first.findByText("Offline")).toBeVisible();
});

test("A late word about an earlier switch or state does not take the newer one's place", async () => {
  answersPits([pitOf(1)], [pitReading(1, 1)]);
  await showPits();
  const socket = await connectLive();
  const first = await pitTile("Pit 1");
  await first.findByText("Online");
  const thrown = { type: "license_switch", tenant_id: 1, pit_id: 101, device_id: "ESP32-1" } as const;
  const step = { command_sent_at: null, effective_at: null, confirmed_at: null, command_status: null };
  const off = {
    ...thrown,
    ...step,
    switch_id: "1",
    status: "suspended",
    reason: "overdue",
    requested_at: ago(9),
  } as const;
  socket.say(off);
  await first.findByText("Disabled");
  socket.say({ ...thrown, ...step, switch_id: "2", status: "active", reason: "paid", requested_at: ago(1) });
  await first.findByText("Online");
  socket.say({ ...off, confirmed_at: ago(8) });
  expect(first.getByText("Online")).toBeVisible();
  const status = { type: "device_status", tenant_id: 1, pit_id: 101, device_id: "ESP32-1" } as const;
  socket.say({ ...status, status: "offline", at: ago(2) });
  await first.findByText("Offline");
  socket.say({ ...status, status: "online", at: ago(1) });
  await first.findByText("Online");
  socket.say({ ...status, status: "disabled", at: ago(3) });
  expect(first.getByText("Online")).toBeVisible();
});

test("An answer that was asked for before something happened does not undo it", async () => {
  answersPits([pitOf(1)], [pitReading(1, 1)]);
  await showPits();
  const socket = await connectLive();
  const first = await pitTile("Pit 1");
  await first.findByText("Online");
  let answer: () => void = () => undefined;
  const asked = vi.fn();
  server.use(
    http.get("/api/pits", async () => {
      asked();
      await new Promise<void>((resolve) => (answer = resolve));
      return HttpResponse.json({ items: [pitOf(1), pitOf(2, { status: "offline" })], next_cursor: null });
    }),
  );
  const status = { type: "device_status", tenant_id: 1, at: ago(0) } as const;
  socket.say({ ...status, pit_id: 102, device_id: "ESP32-2", status: "online" });
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  const step = { command_sent_at: null, effective_at: null, confirmed_at: null, command_status: null };
  socket.say({
    ...step,
    ...{ type: "license_switch", tenant_id: 1, pit_id: 101, device_id: "ESP32-1", switch_id: "1" },
    ...{ status: "suspended", reason: "overdue", requested_at: ago(0) },
  });
  await first.findByText("Disabled");
  answer();
  expect((await pitTile("Pit 2")).getByText("Online")).toBeVisible();
  expect((await pitTile("Pit 1")).getByText("Disabled")).toBeVisible();
});
