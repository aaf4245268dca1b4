import type { components } from "@/lib/api/schema/registry";
import type { AccessLevel, Args } from "@/lib/controllers/types";

type Schemas = components["schemas"];

/** Something at the device changed: what, by what, on whose word. */
export type Change = Omit<Schemas["ChangeView"], "value"> & { value: string | number };

/** A value of a configuration: what JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type Config = Record<string, Json>;

export type Configuration = Omit<Schemas["DeviceConfig"], "desired" | "reported"> & {
  desired: Config;
  reported: Config | null;
};

export type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

export type ScheduleItem = Omit<Required<Schemas["ScheduleItem"]>, "days" | "args"> & {
  days: Day[];
  args: Args;
};

export interface NewSchedules {
  version: number | null;
  time_zone: string;
  latitude: number | null;
  longitude: number | null;
  items: ScheduleItem[];
}

export type Schedules = Omit<Schemas["DeviceSchedules"], "items"> & { items: ScheduleItem[] };

/** Levels that can be given to somebody. */
export type SharedLevel = Exclude<AccessLevel, "owner">;

export type Share = Omit<Schemas["ShareView"], "access_level"> & { access_level: SharedLevel };

export type Invitation = Schemas["InvitationView"];

export interface Sharing {
  items: Share[];
  invitations: Invitation[];
}
