import { screen, within } from "@testing-library/react";
import Device from "@/features/devices/routes/Device";
import { paths } from "@/lib/paths";
import { connectionOf, deviceOf, readingOf } from "./devices";
import { type RenderOptions, renderRoute } from "./render";
import { answers } from "./server";
import { ago } from "./time";

/** All that the page of ESP32-1 asks for: a device that works, was away, was switched off once, and sent a message that was refused. */
export function answersDevice(): void {
  answers("/api/devices/ESP32-1/ledger", { state: "active", allowed: [], entries: [] });
  answers("/api/devices/ESP32-1", deviceOf());
  answers("/api/devices/ESP32-1/connection", connectionOf());
  answers("/api/devices/ESP32-1/readings", [readingOf(2), readingOf(7, { temperature: 23.9, time_replaced: true })]);
  answers("/api/devices/ESP32-1/presence", {
    items: [
      { change_id: 2, at: ago(600), online: true, reason: "heard" },
      { change_id: 1, at: ago(7_800), online: false, reason: "connection_lost" },
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
        queued_at: ago(90),
        last_queued_at: ago(90),
        sent_at: ago(89),
        acknowledged_at: null,
        finished_at: ago(88),
        expires_at: ago(-60),
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
      issued_at: ago(9e5),
      changed_at: ago(9e4),
      expires_at: null,
      lease_valid_until: ago(-9e4),
    },
    switches: [
      {
        switch_id: "s1",
        version: 2,
        from_status: "active",
        to_status: "suspended",
        reason: "payment_overdue",
        actor: "user:1",
        requested_at: ago(99),
        command_sent_at: ago(98),
        effective_at: ago(98),
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
        minute: ago(900),
        count: 3,
        last_at: ago(900),
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
        minute: ago(900),
        count: 2,
        last_at: ago(900),
      },
    ],
    next_cursor: null,
  });
}

export const openDevice = (me: RenderOptions["me"] = "owner") =>
  renderRoute(Device, { path: paths.device.pattern, at: "/devices/ESP32-1", me });

/** What stands in the part of that name. */
export const devicePart = async (name: string) => within(await screen.findByRole("region", { name }));
