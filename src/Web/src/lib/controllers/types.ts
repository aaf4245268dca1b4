// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";

export type AccessLevel = "owner" | "controller" | "viewer" | "installer";
export type Permission = "read" | "write" | "share" | "delete";

/** What a device says of itself, by the key of each value: `{"25":"on"}`, `{"brightness":40}`. */
export type DeviceState = Readonly<Record<string, string | number>>;

/** A device that somebody owns or that was shared with them. */
export interface OwnDevice {
  device_id: string;
  serial_number: string;
  /** The serial number until it has one. */
  device_name: string;
  device_type: string;
  status: string;
  state: DeviceState | null;
  access_level: AccessLevel;
  permissions: Permission[];
  /** When the access ends; null when it does not. */
  until: string | null;
  /** Whose it is, when it is somebody else's. */
  owner_name: string | null;
  last_seen_at: string | null;
  license_status: string | null;
}

export type ControlKind = "switch" | "slider" | "color" | "input";
export type Args = Readonly<Record<string, string | number>>;

/** One thing of a device that can be switched, set or read. */
export interface Control {
  id: string;
  kind: ControlKind;
  label: string;
  /** What sets it; an input has none. */
  command: string | null;
  /** Arguments that are always the same, such as the pin. */
  args: Args | null;
  /** The argument that takes the value. */
  value_arg: string | null;
  state_key: string;
  min: number | null;
  max: number | null;
  unit: string | null;
}

/** The part of JSON Schema that device types use. */
export interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  enum?: (string | number)[];
}

export interface DeviceType {
  type: string;
  title: string;
  prefix: string | null;
  topics: string;
  wifi: boolean;
  controls: Control[];
  commands: Record<string, Schema>;
  state: Schema | null;
  config: Schema | null;
}

export interface CommandRequest {
  command: string;
  args: Args;
  /** How long it may wait for a device that is not there; a device that is not there refuses it when not said. */
  ttl_s: number | null;
}

export interface CommandQueued {
  command_id: string;
  status: string;
}

export interface Paths {
  "/api/device-types": { get: Operation<{ answer: { items: DeviceType[] } }> };
  "/api/users/{userId}/devices": {
    get: Operation<{ path: { userId: number }; query: { limit?: number; cursor?: string }; answer: OwnDevice[] }>;
  };
  "/api/devices/{deviceId}/control": {
    post: Operation<{ path: { deviceId: string }; body: CommandRequest; answer: CommandQueued }>;
  };
}
