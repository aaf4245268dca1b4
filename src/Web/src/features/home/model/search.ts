import type { OwnDevice } from "@/lib/controllers/types";

export const filters = ["", "online", "offline", "shared"] as const;
export type Filter = (typeof filters)[number];

/** What is searched of a device, made once per device and name: a live value makes another object with the same texts. */
const texts = new WeakMap<OwnDevice, string>();
let lastMade = 0;

/** How many texts were made so far; a test counts with it. */
export const textsMade = () => lastMade;

function textOf(device: OwnDevice): string {
  const known = texts.get(device);
  if (known !== undefined) return known;
  lastMade++;
  const text = [device.device_name, device.device_id, device.device_type, device.owner_name ?? ""]
    .join("\n")
    .toLowerCase();
  texts.set(device, text);
  return text;
}

const isIn: Record<Filter, (device: OwnDevice) => boolean> = {
  "": () => true,
  online: ({ status }) => status !== "offline",
  offline: ({ status }) => status === "offline",
  shared: ({ access_level }) => access_level !== "owner",
};

/** The devices that match, in their order, and how many there are under each filter. */
export function search(devices: readonly OwnDevice[], words: string, filter: Filter) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const named =
    wanted.length === 0 ? devices : devices.filter((device) => wanted.every((word) => textOf(device).includes(word)));
  const counts = Object.fromEntries(filters.map((one) => [one, named.filter(isIn[one]).length])) as Record<
    Filter,
    number
  >;
  return { found: filter === "" ? named : named.filter(isIn[filter]), counts };
}
