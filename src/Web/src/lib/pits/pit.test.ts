import { describe, expect, test } from "vitest";
import { pitOf } from "../../../tests/pits";
import { airLevel } from "./aqi";
import { freshnessOf } from "./freshness";
import { afterStatus, afterSwitch, deviceState, disabledReason } from "./pit";

const pit = pitOf(1, { pit_id: 4 });

test.each([
  [0, "good"],
  [49.9, "good"],
  [50, "moderate"],
  [100, "moderate"],
  [100.1, "poor"],
  [500, "poor"],
] as const)("Air of %s is %s", (aqi, level) => expect(airLevel(aqi)).toBe(level));

describe("Freshness", () => {
  const now = Date.parse("2026-11-20T12:00:00Z");
  const live = { online: true, missing: false } as const;
  const before = (seconds: number) => new Date(now - seconds * 1_000).toISOString();

  test.each([
    ["a value of this moment", before(0), "online", live, "live"],
    ["a value of 29 s", before(29), "online", live, "live"],
    ["a value of 30 s", before(30), "online", live, "delayed"],
    ["a device's clock that is ahead", before(-5), "online", live, "live"],
    ["a new value of an offline device", before(1), "offline", live, "offline"],
    ["a new value of a disabled device", before(1), "disabled", live, "offline"],
    ["no network", before(1), "online", { online: false, missing: false }, "offline"],
    ["a connection that comes back", before(1), "online", { online: true, missing: true }, "delayed"],
    ["no connection for long", before(40), "online", { online: true, missing: true }, "offline"],
    ["no reading", null, "online", live, "none"],
  ] as const)("%s", (_, timestamp, device, connection, expected) =>
    expect(freshnessOf(timestamp, now, device, connection)).toBe(expected),
  );
});

describe("State of a pit's device", () => {
  test.each([
    [{}, "online", null],
    [{ device_id: null, status: "no_device" }, "no_device", null],
    [{ status: "offline" }, "offline", null],
    [{ status: "disabled", license_status: null, license_reason: null }, "disabled", null],
    [{ license_status: "suspended", license_reason: "payment_overdue" }, "disabled", "payment_overdue"],
    [{ license_status: "expired", license_reason: "" }, "disabled", "expired"],
  ] as const)("%o", (change, state, reason) => {
    const changed = { ...pit, ...change };
    expect(deviceState(changed)).toBe(state);
    expect(disabledReason(changed)).toBe(reason);
  });

  test("Events change the device they are about and leave the others as they are", () => {
    const status = {
      type: "device_status",
      tenant_id: 1,
      pit_id: 4,
      device_id: "ESP32-1",
      at: "2026-11-20T12:00:00Z",
    } as const;
    expect(afterStatus(pit, { ...status, status: "offline" }).status).toBe("offline");
    expect(afterStatus(pit, { ...status, status: "offline", device_id: "ESP32-2" })).toBe(pit);
    expect(afterStatus(pit, { ...status, status: "online" })).toBe(pit);
    const off = {
      type: "license_switch",
      tenant_id: 1,
      pit_id: 4,
      device_id: "ESP32-1",
      switch_id: "s",
      status: "suspended",
      reason: "payment_overdue",
      requested_at: "2026-11-20T12:00:00Z",
      command_sent_at: null,
      effective_at: null,
      confirmed_at: null,
      command_status: null,
    } as const;
    const disabled = afterSwitch(pit, off);
    expect(disabledReason(disabled)).toBe("payment_overdue");
    expect(afterSwitch(disabled, { ...off, confirmed_at: "2026-11-20T12:00:01Z" })).toBe(disabled);
    expect(deviceState(afterSwitch(disabled, { ...off, status: "active", reason: "paid" }))).toBe("online");
  });
});
