import type { Control } from "@/lib/controllers/types";
import { commandFor, firstValue } from "@/lib/controllers/capabilities";
import type { Day, NewSchedules, ScheduleItem, Schedules } from "../api/types";

export const days: readonly Day[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** A device keeps so many. */
export const mostItems = 16;
/** So far from sunrise or sunset. */
export const mostMinutes = 180;

export type When = { kind: "clock"; time: string } | { kind: "sunrise" | "sunset"; minutes: number };

/** `07:30`, `sunrise+15`, `sunset-10`, `sunset`. */
export function readWhen(at: string): When {
  const sun = /^(sunrise|sunset)([+-]\d+)?$/.exec(at);
  if (sun === null) return { kind: "clock", time: at };
  return { kind: sun[1] === "sunrise" ? "sunrise" : "sunset", minutes: Number(sun[2] ?? 0) };
}

export function writeWhen(when: When): string {
  if (when.kind === "clock") return when.time;
  return when.kind + (when.minutes === 0 ? "" : `${when.minutes > 0 ? "+" : ""}${when.minutes}`);
}

export const needsSun = (items: readonly ScheduleItem[]) => items.some(({ at }) => readWhen(at).kind !== "clock");

export function newItem(controls: readonly Control[]): ScheduleItem {
  const [first] = controls;
  const action = first === undefined ? { command: "", args: {} } : commandFor(first, firstValue(first));
  return { id: null, enabled: true, days: [...days], at: "07:00", ...action };
}

/** What is edited; a device that never had a schedule begins in the reader's time zone. */
export function draftOf({ version, time_zone, latitude, longitude, items }: Schedules, zone: string): NewSchedules {
  return { version, time_zone: version === 0 ? zone : time_zone, latitude, longitude, items };
}

/** What keeps a schedule from being saved, by the place of the item; `sun` when the place on earth is missing. */
export function wrongIn({ items, latitude, longitude }: NewSchedules) {
  const wrong = new Map<number, "days" | "time">();
  for (const [index, item] of items.entries()) {
    const when = readWhen(item.at);
    if (item.days.length === 0) wrong.set(index, "days");
    else if (when.kind === "clock" && !/^([01]\d|2[0-3]):[0-5]\d$/.test(when.time)) wrong.set(index, "time");
    else if (when.kind !== "clock" && Math.abs(when.minutes) > mostMinutes) wrong.set(index, "time");
  }
  return { items: wrong, sun: needsSun(items) && (latitude === null || longitude === null) };
}
