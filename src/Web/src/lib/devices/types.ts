import type { components as Licensing } from "@/lib/api/schema/licensing";
import type { components as Registry } from "@/lib/api/schema/registry";
import type { components as Telemetry } from "@/lib/api/schema/telemetry";

export type Device = Registry["schemas"]["DeviceView"];
export type DeviceDetails = Registry["schemas"]["DeviceDetails"];
export type DeviceConnection = Registry["schemas"]["DeviceConnection"];
export type RejectedMessage = Telemetry["schemas"]["RejectedMessage"];
export type DeviceReading = Telemetry["schemas"]["EnvironmentReading"];
export type Violation = Licensing["schemas"]["ViolationView"];
