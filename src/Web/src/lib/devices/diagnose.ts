import type { DeviceConnection, DeviceDetails, DeviceReading, RejectedMessage, Violation } from "./types";

/** The platform's own records of a device. What its reader may not see is an empty list. */
export interface Records {
  device: Pick<
    DeviceDetails,
    | "device_id"
    | "device_type"
    | "topic"
    | "license_status"
    | "license_reason"
    | "cut_off"
    | "online"
    | "status"
    | "reported_status"
    | "reported_at"
    | "workshop_id"
  >;
  connection: Pick<DeviceConnection, "ever_connected" | "connected_at" | "last_message_at" | "refusals">;
  /** Newest first. */
  rejected: readonly Pick<RejectedMessage, "reason" | "detail" | "topic" | "last_at" | "count">[];
  /** Newest first. */
  violations: readonly Pick<Violation, "reason" | "last_at" | "count">[];
  /** The newest one that was taken. */
  reading: DeviceReading | null;
}

/** How a device stands, or the one thing to put right next. `at` is when the platform last saw it. */
export type Finding =
  | { kind: "working"; at: string }
  | { kind: "connected"; at: string }
  | { kind: "reachable"; at: string }
  | { kind: "silent"; at: string }
  | { kind: "lost"; at: string }
  | { kind: "never_connected"; at: null }
  | { kind: "not_assigned"; at: string | null }
  | { kind: "disabled"; at: string | null; reason: string }
  | { kind: "stopped"; at: string; reason: "disabled" | "lease_expired" }
  | { kind: "cut_off"; at: string | null }
  | { kind: "wrong_password"; at: string; count: number }
  | { kind: "wrong_client_id"; at: string; tried: string; right: string }
  | { kind: "wrong_topic"; at: string; tried: string; right: string }
  | { kind: "wrong_license"; at: string; reason: "unknown_license" | "wrong_device" }
  | { kind: "rejected"; at: string; reason: string; detail: string };

export type FindingKind = Finding["kind"];

/** The type of the devices that send readings. */
const gateway = "workshop_gateway";
/** A reading of this age is still "now": devices send every few seconds. */
const fresh = 2 * 60_000;
/** This long after it was let in a device may take for its first reading. */
const patience = 60_000;
/** The broker asks about a connection once a minute at most: what came that much earlier may belong to the newest connection. */
const slack = 2 * 60_000;

const isOfLicense = (reason: string) => reason === "unknown_license" || reason === "wrong_device";
const ofPayload = new Set([
  "unknown_topic",
  "payload_too_large",
  "bad_json",
  "missing_field",
  "implausible_value",
  "not_storable",
]);

/** When the platform got it; a device's own clock may be wrong. */
export const receivedAt = (reading: DeviceReading): string => reading.received_at ?? reading.timestamp;

/** `workshop.ws_1.pit.pit1.sensors`, as the broker routes it, as the topic that the device was told. */
export const asTopic = (routingKey: string): string =>
  routingKey.includes("/") ? routingKey : routingKey.replaceAll(".", "/");

/** Says how a device stands from what the platform saw of it: the newest trouble that nothing newer has put right. */
export function diagnose(records: Records, now: number): Finding {
  const { device, connection, reading } = records;
  // The vendor's switches outweigh the rest: while one is off nothing that the workshop puts right helps.
  const off = switchedOff(records);
  if (off !== null) return off;

  const read = reading === null ? null : receivedAt(reading);
  const readTime = timeOf(read);
  const trouble = newestTrouble(records, readTime);
  if (trouble !== null) return trouble;
  if (device.status === "disabled" && timeOf(device.reported_at) > readTime) {
    return {
      kind: "stopped",
      at: device.reported_at ?? "",
      reason: device.reported_status === "lease_expired" ? "lease_expired" : "disabled",
    };
  }
  if (read !== null && now - readTime <= fresh) return { kind: "working", at: read };

  const sign = latest(latest(connection.connected_at, connection.last_message_at), read);
  if (sign === null) return { kind: "never_connected", at: null };
  // A controller has nothing to measure: it works while it is there.
  if (device.device_type !== gateway) return { kind: device.online ? "reachable" : "lost", at: sign };
  if (read !== null && !device.online) return { kind: "lost", at: sign };
  const since = latest(connection.connected_at, read) ?? sign;
  return now - Date.parse(since) <= patience ? { kind: "connected", at: since } : { kind: "silent", at: since };
}

function switchedOff({ device, connection, rejected, violations }: Records): Finding | null {
  const refused = (reason: string) => connection.refusals.find((refusal) => refusal.reason === reason)?.at ?? null;
  if (device.workshop_id === null) return { kind: "not_assigned", at: refused("not_assigned") };
  if (device.cut_off) return { kind: "cut_off", at: refused("cut_off") };
  if (device.license_status !== "suspended" && device.license_status !== "expired") return null;
  const ofLicense = [...rejected, ...violations]
    .filter(({ reason }) => !isKnownRejection(reason))
    .map((one) => one.last_at);
  return { kind: "disabled", at: ofLicense.reduce(latest, null), reason: device.license_reason };
}

function newestTrouble({ device, connection, rejected, violations }: Records, readTime: number): Finding | null {
  const letIn = timeOf(connection.connected_at);
  const found: (Finding & { at: string })[] = [];

  for (const { at, reason, detail, count } of connection.refusals) {
    // Whoever came in later, or was read later, has put it right; a topic is only tried once inside.
    const since = reason === "wrong_topic" ? Math.max(readTime, letIn - slack) : Math.max(readTime, letIn);
    if (Date.parse(at) <= since) continue;
    if (reason === "wrong_password") found.push({ kind: "wrong_password", at, count });
    else if (reason === "wrong_client_id")
      found.push({ kind: "wrong_client_id", at, tried: detail, right: device.device_id });
    else if (reason === "wrong_topic")
      found.push({ kind: "wrong_topic", at, tried: asTopic(detail.replace(/^\w+ /, "")), right: device.topic });
  }

  const taken = Math.max(readTime, letIn - slack);
  for (const { reason, detail, topic, last_at: at } of rejected) {
    if (Date.parse(at) <= taken) continue;
    if (isOfLicense(reason)) found.push({ kind: "wrong_license", at, reason });
    else if (reason === "wrong_topic")
      found.push({ kind: "wrong_topic", at, tried: asTopic(topic), right: device.topic });
    else if (ofPayload.has(reason)) found.push({ kind: "rejected", at, reason, detail });
  }
  // The same refusals once more, counted by Licensing.
  for (const { reason, last_at: at } of violations) {
    if (Date.parse(at) > taken && isOfLicense(reason)) found.push({ kind: "wrong_license", at, reason });
  }

  let newest: (Finding & { at: string }) | null = null;
  // Of what came at the same time the first counts: it says more.
  for (const finding of found) if (newest === null || Date.parse(finding.at) > Date.parse(newest.at)) newest = finding;
  return newest;
}

const timeOf = (at: string | null): number => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at));

function latest(a: string | null, b: string | null): string | null {
  return timeOf(a) >= timeOf(b) ? a : b;
}

/** Refused for its form or its sender; every other reason is the word with which the license was switched off. */
const isKnownRejection = (reason: string) => ofPayload.has(reason) || isOfLicense(reason) || reason === "wrong_topic";
