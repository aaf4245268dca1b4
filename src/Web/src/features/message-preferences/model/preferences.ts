import type { Channel } from "@/lib/alerting/types";
import type { components } from "@/lib/api/schema/notifications";
import type { Me } from "@/lib/session/session";

type Schemas = components["schemas"];

export type Preferences = Schemas["PreferencesView"];
export type PreferencesBody = Schemas["WritePreferences"];
export type Kind = Schemas["KindView"];

/** Preferences as they stand in the form. */
export interface Draft {
  language: string;
  timeZone: string;
  quiet: boolean;
  quietFrom: string;
  quietTo: string;
  duty: boolean;
  /** 1 (Monday) to 7. */
  days: readonly number[];
  dutyFrom: string;
  dutyTo: string;
  kinds: readonly Kind[];
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** `22:00:00` as a time field has it. */
const short = (time: string) => time.slice(0, 5);

export function draftOf(preferences: Preferences, me: Me): Draft {
  const { quiet_hours: quiet, schedule } = preferences;
  return {
    language: preferences.language ?? "",
    // Hours mean the clock on the wall: the workshop's, or the one that this browser goes by.
    timeZone: preferences.time_zone ?? me.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    quiet: quiet !== null,
    quietFrom: short(quiet?.from ?? "22:00"),
    quietTo: short(quiet?.to ?? "07:00"),
    duty: schedule !== null,
    days: schedule?.days ?? [1, 2, 3, 4, 5, 6],
    dutyFrom: short(schedule?.from ?? "09:00"),
    dutyTo: short(schedule?.to ?? "18:00"),
    kinds: preferences.kinds,
  };
}

/** As the API takes it. Kinds that are not named go back to their defaults, so all that can be chosen are. */
export function bodyOf(draft: Draft): PreferencesBody {
  return {
    language: draft.language === "" ? null : draft.language,
    time_zone: draft.timeZone,
    quiet_hours: draft.quiet ? { from: `${draft.quietFrom}:00`, to: `${draft.quietTo}:00` } : null,
    schedule: draft.duty
      ? { days: [...draft.days].sort((a, b) => a - b), from: `${draft.dutyFrom}:00`, to: `${draft.dutyTo}:00` }
      : null,
    kinds: draft.kinds.filter(({ is_fixed }) => !is_fixed).map(({ kind, channels }) => ({ kind, channels })),
  };
}

export function withChannel(draft: Draft, kind: string, channel: Channel, wanted: boolean): Draft {
  return {
    ...draft,
    kinds: draft.kinds.map((one) =>
      one.kind === kind ? { ...one, channels: { ...one.channels, [channel]: wanted } } : one,
    ),
  };
}

const ofServer = ["server_cpu", "disk_space"];
const ofJobs = ["job_started", "job_ending_soon", "job_completed", "job_credentials"];

/** Whether somebody can get messages of that kind: what nobody sends them is not offered. */
export function concerns(kind: string, { role }: Me): boolean {
  if (role === "customer") return ofJobs.includes(kind);
  if (ofServer.includes(kind)) return role === "admin";
  return !ofJobs.includes(kind);
}

/** Time zones to choose from, with the chosen one also where the browser does not know it. */
export function timeZones(chosen: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return [...new Set([chosen, "UTC", ...known])].sort();
}
