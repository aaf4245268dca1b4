import { describe, expect, test } from "vitest";
import type { OwnDevice } from "@/lib/controllers/types";
import { ownDevice, relayType, viewed } from "../../../../tests/controllers";
import type { Schedules } from "../api/types";
import { configOf, fieldsOf, wrongWith } from "./config";
import { draftOf, needsSun, readWhen, writeWhen, wrongIn } from "./schedule";
import { search, textsMade } from "./search";

describe("Search", () => {
  const devices: OwnDevice[] = Array.from({ length: 1_000 }, (_, index) =>
    (index % 10 === 0 ? viewed : ownDevice)({
      device_id: `RY4-${index}`,
      device_name: `Lamp ${index}`,
      status: index % 4 === 0 ? "offline" : "online",
    }),
  );

  test("Words are found in name, serial number and owner, in any order and case", () => {
    expect(search(devices, "lamp 999", "").found.map(({ device_id }) => device_id)).toEqual(["RY4-999"]);
    expect(search(devices, "RAVI ry4-990", "").found).toHaveLength(1);
    expect(search(devices, "ravi", "").found).toHaveLength(100);
    expect(search(devices, "nothing", "").found).toEqual([]);
  });

  test("Each filter says how many it would show", () => {
    const { found, counts } = search(devices, "", "offline");
    expect(found).toHaveLength(250);
    expect(counts).toEqual({ "": 1_000, online: 750, offline: 250, shared: 100 });
  });

  test("A thousand texts are made once: typing on and live values cost a comparison each, and one text per changed device", () => {
    const fresh = devices.map((device) => ({ ...device }));
    const before = textsMade();
    for (const words of ["l", "la", "lam", "lamp", "lamp 9", "lamp 99"]) search(fresh, words, "");
    expect(textsMade() - before).toBe(1_000);
    const changed = fresh.map((device, index) => (index === 5 ? { ...device, status: "offline" } : device));
    search(changed, "lamp 99", "online");
    expect(textsMade() - before).toBe(1_001);
  });
});

describe("Schedule", () => {
  test.each(["07:30", "sunrise", "sunset+15", "sunrise-120"])("%s stays what it is", (at) => {
    expect(writeWhen(readWhen(at))).toBe(at);
  });

  const item = { id: 1, enabled: true, days: ["mon" as const], at: "07:30", command: "relay", args: { pin: 25 } };
  const known: Schedules = {
    version: 3,
    time_zone: "Asia/Kolkata",
    latitude: null,
    longitude: null,
    items: [item],
    reported_version: 3,
    in_sync: true,
    differs_since: null,
    failure: null,
  };

  test("What is missing or impossible is found before it is sent", () => {
    const draft = draftOf(known, "Asia/Bangkok");
    expect(wrongIn(draft)).toEqual({ items: new Map(), sun: false });
    expect(
      wrongIn({
        ...draft,
        items: [
          { ...item, days: [] },
          { ...item, at: "25:00" },
          { ...item, at: "sunset+181" },
        ],
      }),
    ).toEqual({
      items: new Map([
        [0, "days"],
        [1, "time"],
        [2, "time"],
      ]),
      sun: true,
    });
    expect(needsSun([{ ...item, at: "sunset" }])).toBe(true);
    expect(wrongIn({ ...draft, latitude: 18.5, longitude: 73.9, items: [{ ...item, at: "sunset" }] }).sun).toBe(false);
  });
});

describe("Configuration", () => {
  const fields = fieldsOf(relayType.config);
  const [interval, ssid, custom] = fields;
  if (interval === undefined || ssid === undefined || custom === undefined) throw new Error("The fixture has fields.");

  test("Texts are checked against the type's schema", () => {
    expect(fields.map(({ kind }) => kind)).toEqual(["number", "text", "json"]);
    expect(wrongWith(interval, "", true)).toBe("required");
    expect(wrongWith(interval, "x", true)).toBe("number");
    expect(wrongWith(interval, "4", true)).toBe("range");
    expect(wrongWith(interval, "30", true)).toBeNull();
    expect(wrongWith(ssid, "x".repeat(33), false)).toBe("tooLong");
    expect(wrongWith(custom, "[1]", false)).toBe("json");
    expect(wrongWith(custom, '{"a":1}', false)).toBeNull();
    expect(wrongWith(custom, "", false)).toBeNull();
  });

  test("The form's texts become values; what the form does not know stays", () => {
    const before = { update_interval_s: 10, wifi_ssid: "old", future: true };
    expect(configOf(fields, { update_interval_s: "30", wifi_ssid: " ", custom: '{"a":1}' }, before)).toEqual({
      update_interval_s: 30,
      custom: { a: 1 },
      future: true,
    });
  });
});
