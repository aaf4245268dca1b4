import type { components } from "@/lib/api/schema/registry";

type Schemas = components["schemas"];

export type AccessLevel = "owner" | "controller" | "viewer" | "installer";
export type Permission = "read" | "write" | "share" | "delete";

/** What a device says of itself, by the key of each value: `{"25":"on"}`, `{"brightness":40}`. */
export type DeviceState = Readonly<Record<string, string | number>>;

/** A device that somebody owns or that was shared with them. */
export type OwnDevice = Omit<Schemas["UserDevice"], "state" | "access_level" | "permissions"> & {
  state: DeviceState | null;
  access_level: AccessLevel;
  permissions: Permission[];
};

export type ControlKind = "switch" | "slider" | "color" | "input";
export type Args = Readonly<Record<string, string | number>>;

/** One thing of a device that can be switched, set or read. An input has no command. */
export type Control = Omit<Required<Schemas["TypeControl"]>, "kind" | "args"> & {
  kind: ControlKind;
  /** Arguments that are always the same, such as the pin. */
  args: Args | null;
};

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

export type DeviceType = Omit<Schemas["DeviceType"], "controls" | "commands" | "state" | "config"> & {
  controls: Control[];
  commands: Record<string, Schema>;
  state: Schema | null;
  config: Schema | null;
};

export interface CommandRequest {
  command: string;
  args: Args;
  /** How long it may wait for a device that is not there; a device that is not there refuses it when not said. */
  ttl_s: number | null;
}
