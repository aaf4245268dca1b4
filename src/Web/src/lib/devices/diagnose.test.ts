import { describe, expect, test } from "vitest";
import { diagnose, type Finding, type Records } from "./diagnose";

const now = Date.parse("2026-11-20T12:00:00Z");
const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString();

const device: Records["device"] = {
  device_id: "ESP32-1",
  device_type: "workshop_gateway",
  topic: "workshop/ws_1/pit/pit1/sensors",
  license_status: "active",
  license_reason: "",
  cut_off: false,
  online: true,
  status: "online",
  reported_status: "online",
  reported_at: ago(3_600),
  workshop_id: 1,
};
const nothing: Records = {
  device: { ...device, online: false, status: "offline", reported_status: null, reported_at: null },
  connection: { ever_connected: false, connected_at: null, last_message_at: null, refusals: [] },
  rejected: [],
  violations: [],
  reading: null,
};
const connected = (seconds: number, refusals: Records["connection"]["refusals"] = []): Records => ({
  ...nothing,
  device,
  connection: { ever_connected: true, connected_at: ago(seconds), last_message_at: ago(seconds), refusals },
});
const ofController = (records: Records): Records => ({
  ...records,
  device: { ...records.device, device_type: "4Relay" },
});
const refusal = (reason: string, seconds: number, detail = "", count = 1) => ({
  reason,
  detail,
  count,
  at: ago(seconds),
  first_at: ago(seconds + 60),
});
const rejected = (reason: string, seconds: number, detail = "", topic = "workshop.ws_1.pit.pit1.sensors") => ({
  reason,
  detail,
  topic,
  last_at: ago(seconds),
  count: 1,
});
const reading = (seconds: number): Records["reading"] => ({
  temperature: 24,
  humidity: 50,
  aqi: 40,
  pressure: 1_000,
  aqi_accuracy: 3,
  // The device's own clock is a day behind.
  timestamp: ago(seconds + 86_400),
  received_at: ago(seconds),
});
const refused = (...refusals: Records["connection"]["refusals"]): Records => ({
  ...nothing,
  connection: { ...nothing.connection, refusals },
});

const table: [string, Records, Partial<Finding> & { kind: Finding["kind"] }][] = [
  ["nothing was ever seen", nothing, { kind: "never_connected" }],
  ["a controller measures nothing and is there", ofController(connected(3_600)), { kind: "reachable" }],
  [
    "a controller that was there is not any more",
    ofController({ ...connected(3_600), device: { ...device, online: false } }),
    { kind: "lost" },
  ],
  ["its password is refused", refused(refusal("wrong_password", 5, "", 7)), { kind: "wrong_password", count: 7 }],
  [
    "its client id is refused",
    refused(refusal("wrong_client_id", 5, "esp")),
    { kind: "wrong_client_id", tried: "esp", right: "ESP32-1" },
  ],
  [
    "the broker refuses its topic, after it was let in",
    connected(3, [refusal("wrong_topic", 40, "publish workshop/ws_1/pit/pit9/sensors")]),
    { kind: "wrong_topic", tried: "workshop/ws_1/pit/pit9/sensors", right: "workshop/ws_1/pit/pit1/sensors" },
  ],
  [
    "telemetry refuses its topic",
    { ...connected(30), rejected: [rejected("wrong_topic", 5, "", "workshop.ws_1.pit.pit2.sensors")] },
    { kind: "wrong_topic", tried: "workshop/ws_1/pit/pit2/sensors" },
  ],
  [
    "its license key is nobody's",
    { ...connected(30), rejected: [rejected("unknown_license", 5)] },
    { kind: "wrong_license", reason: "unknown_license" },
  ],
  [
    "its license key is another's, known from the violations only",
    { ...connected(30), violations: [{ reason: "wrong_device", last_at: ago(5), count: 3 }] },
    { kind: "wrong_license", reason: "wrong_device" },
  ],
  [
    "its payload is not right",
    { ...connected(30), rejected: [rejected("missing_field", 5, "humidity")] },
    { kind: "rejected", reason: "missing_field", detail: "humidity" },
  ],
  [
    "the newest trouble counts",
    { ...refused(refusal("wrong_password", 50)), rejected: [rejected("bad_json", 5)] },
    { kind: "rejected", reason: "bad_json" },
  ],
  [
    "a wrong password before it was let in is past",
    connected(10, [refusal("wrong_password", 20)]),
    { kind: "connected" },
  ],
  [
    "a wrong password after it was let in is not",
    connected(20, [refusal("wrong_password", 10)]),
    { kind: "wrong_password" },
  ],
  ["it was let in a moment ago", connected(30), { kind: "connected" }],
  ["it was let in and says nothing", connected(90), { kind: "silent" }],
  ["a reading has come", { ...connected(90), reading: reading(5) }, { kind: "working", at: ago(5) }],
  [
    "a reading that came later puts trouble right",
    { ...connected(90), rejected: [rejected("bad_json", 20)], reading: reading(5) },
    { kind: "working" },
  ],
  [
    "trouble after the last reading counts",
    { ...connected(90), rejected: [rejected("bad_json", 5)], reading: reading(20) },
    { kind: "rejected" },
  ],
  [
    "trouble of days before the newest connection is past",
    { ...connected(90), rejected: [rejected("bad_json", 200_000)] },
    { kind: "silent" },
  ],
  [
    "it worked and is gone",
    { ...connected(7_200), device: { ...device, online: false, status: "offline" }, reading: reading(3_600) },
    { kind: "lost", at: ago(3_600) },
  ],
  [
    "it worked, is there, and measures no more",
    { ...connected(7_200), reading: reading(600) },
    { kind: "silent", at: ago(600) },
  ],
  [
    "its license is suspended, whatever else is wrong",
    {
      ...refused(refusal("wrong_password", 5)),
      device: { ...device, license_status: "suspended", license_reason: "payment_overdue" },
    },
    { kind: "disabled", reason: "payment_overdue" },
  ],
  [
    "its license is suspended and readings are refused for it",
    {
      ...connected(90),
      device: { ...device, license_status: "suspended", license_reason: "payment_overdue" },
      rejected: [rejected("payment_overdue", 5)],
    },
    { kind: "disabled", at: ago(5) },
  ],
  [
    "refusals of a switch that is on again are past",
    { ...connected(90), rejected: [rejected("payment_overdue", 5)], reading: reading(30) },
    { kind: "working" },
  ],
  [
    "it was cut off",
    { ...refused(refusal("cut_off", 5)), device: { ...device, cut_off: true } },
    { kind: "cut_off", at: ago(5) },
  ],
  [
    "it is in no workshop",
    { ...refused(refusal("not_assigned", 5)), device: { ...device, workshop_id: null } },
    { kind: "not_assigned" },
  ],
  [
    "it says itself that its lease is over",
    {
      ...connected(90),
      device: { ...device, status: "disabled", reported_status: "lease_expired", reported_at: ago(60) },
      reading: reading(70),
    },
    { kind: "stopped", reason: "lease_expired" },
  ],
];

describe("What is wrong with a device", () => {
  test.each(table)("%s", (_, records, finding) => expect(diagnose(records, now)).toMatchObject(finding));
});
