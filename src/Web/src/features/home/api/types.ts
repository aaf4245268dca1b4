// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";
import type { AccessLevel, Args } from "@/lib/controllers/types";

interface OfDevice {
  deviceId: string;
}

/** Something at the device changed: what, by what, on whose word. */
export interface Change {
  seq: number;
  at: string;
  received_at: string;
  key: string;
  value: string | number;
  cause: string;
  /** Such as `user:12`; null when nobody commanded it. */
  actor: string | null;
  actor_name: string | null;
  command_id: string | null;
}

/** A value of a configuration: what JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type Config = Record<string, Json>;

export interface Configuration {
  desired: Config;
  desired_version: number;
  desired_at: string | null;
  desired_by: string | null;
  reported: Config | null;
  reported_version: number | null;
  reported_at: string | null;
  in_sync: boolean;
  differs_since: string | null;
  failure: string | null;
}

export type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

export interface ScheduleItem {
  id: number | null;
  enabled: boolean;
  days: Day[];
  /** `07:30`, `sunrise+15`, `sunset-10`. */
  at: string;
  command: string;
  args: Args;
}

export interface NewSchedules {
  version: number | null;
  time_zone: string;
  latitude: number | null;
  longitude: number | null;
  items: ScheduleItem[];
}

export interface Schedules {
  version: number;
  time_zone: string;
  latitude: number | null;
  longitude: number | null;
  items: ScheduleItem[];
  reported_version: number | null;
  in_sync: boolean;
  differs_since: string | null;
  failure: string | null;
}

/** Levels that can be given to somebody. */
export type SharedLevel = Exclude<AccessLevel, "owner">;

export interface Share {
  user_id: number;
  name: string;
  email: string;
  access_level: SharedLevel;
  until: string | null;
  since: string;
}

export interface Invitation {
  invitation_id: string;
  email: string;
  access_level: AccessLevel;
  until: string | null;
  kind: "share" | "transfer";
  expires_at: string;
}

export interface Sharing {
  items: Share[];
  invitations: Invitation[];
}

export interface Paths {
  "/api/devices/{deviceId}/changes": {
    get: Operation<{
      path: OfDevice;
      query: { from?: string; to?: string; limit?: number; cursor?: string };
      answer: { items: Change[]; next_cursor: string | null };
    }>;
  };
  "/api/devices/{deviceId}/config": {
    get: Operation<{ path: OfDevice; answer: Configuration }>;
    put: Operation<{ path: OfDevice; body: { config: Config; version: number }; answer: Configuration }>;
  };
  "/api/devices/{deviceId}/schedules": {
    get: Operation<{ path: OfDevice; answer: Schedules }>;
    put: Operation<{ path: OfDevice; body: NewSchedules; answer: Schedules }>;
  };
  "/api/devices/{deviceId}/shares": {
    get: Operation<{ path: OfDevice; answer: Sharing }>;
    post: Operation<{
      path: OfDevice;
      body: { email: string; access_level: SharedLevel; until: string | null };
      answer: Invitation;
    }>;
  };
  "/api/devices/{deviceId}/shares/{userId}": {
    patch: Operation<{
      path: OfDevice & { userId: number };
      body: { access_level: SharedLevel; until: string | null };
      answer: Share;
    }>;
    delete: Operation<{ path: OfDevice & { userId: number } }>;
  };
  "/api/devices/{deviceId}/invitations/{invitationId}": {
    delete: Operation<{ path: OfDevice & { invitationId: string } }>;
  };
  "/api/devices/{deviceId}/hand-over": { post: Operation<{ path: OfDevice }> };
  "/api/devices/{deviceId}/transfer": {
    post: Operation<{ path: OfDevice; body: { email: string }; answer: Invitation }>;
  };
  "/api/devices/{deviceId}/release": { post: Operation<{ path: OfDevice; body: { confirm: string } }> };
  "/api/devices/{deviceId}": { patch: Operation<{ path: OfDevice; body: { device_name: string } }> };
}
