import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { nextCursor } from "@/lib/api/pages";
import { useLiveEvent } from "@/lib/live";
import { useMe } from "@/lib/session/useSession";
import type { DeviceType, OwnDevice } from "./types";

/** All that is asked of one controller begins with this key. */
export const controllerKey = (deviceId: string) => ["devices", "controller", deviceId] as const;
/** All lists of controllers that somebody has. */
export const ownDevicesKey = ["devices", "own"] as const;

const pageSize = 200;

/** A page of the controllers that somebody owns or that were shared with them; a workshop's gateways have pages of their own. */
async function page(userId: number, signal: AbortSignal, limit: number, cursor: string | null = null) {
  const answer = await registry.GET("/api/users/{userId}/devices", {
    params: {
      path: { userId: String(userId) },
      query: { controllers: true, limit, ...(cursor !== null && { cursor }) },
    },
    signal,
  });
  return { items: (answer.data ?? []) as OwnDevice[], next: nextCursor(answer.response.headers.get("Link")) };
}

async function allControllers(userId: number, signal: AbortSignal): Promise<OwnDevice[]> {
  const devices: OwnDevice[] = [];
  let cursor: string | null = null;
  do {
    const { items, next } = await page(userId, signal, pageSize, cursor);
    devices.push(...items);
    cursor = next;
  } while (cursor !== null);
  return devices;
}

/** Whether whoever is signed in has a controller at all, their own or shared with them. */
export function useHasControllers(enabled: boolean): boolean {
  const { id } = useMe();
  const query = useQuery({
    queryKey: ["devices", "any", id],
    queryFn: async ({ signal }) => (await page(id, signal, 1)).items.length > 0,
    staleTime: 10 * 60_000,
    enabled,
  });
  return query.data === true;
}

/** The controllers of whoever is signed in, by name. */
export function useControllers() {
  const { id } = useMe();
  return useQuery({
    queryKey: [...ownDevicesKey, id],
    queryFn: async ({ signal }) => (await allControllers(id, signal)).sort(byName),
  });
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const byName = (a: OwnDevice, b: OwnDevice) => collator.compare(a.device_name, b.device_name);

/** One of them; `device` is null when it is none of theirs. */
export function useController(deviceId: string) {
  const query = useControllers();
  const device = query.data?.find((one) => one.device_id === deviceId) ?? null;
  return { query, device };
}

/** Changes one device in every list; the others stay the same objects, so that only its tile is rendered. */
export function changeController(client: QueryClient, deviceId: string, change: Partial<OwnDevice>): void {
  client.setQueriesData<OwnDevice[]>({ queryKey: ownDevicesKey }, (devices) => {
    if (!devices?.some((device) => device.device_id === deviceId)) return devices;
    return devices.map((device) => (device.device_id === deviceId ? { ...device, ...change } : device));
  });
}

/** Keeps the lists as the devices are now. */
export function useLiveControllers(): void {
  const client = useQueryClient();
  useLiveEvent("device_status", ({ device_id, status, at }) =>
    changeController(client, device_id, { status, ...(status !== "offline" && { last_seen_at: at }) }),
  );
  useLiveEvent("device_state", ({ device_id, state, at }) =>
    changeController(client, device_id, { state, last_seen_at: at }),
  );
  useLiveEvent("license_switch", ({ device_id, status }) =>
    changeController(client, device_id, { license_status: status }),
  );
}

/** What kinds of devices there are and what each can do; it changes with the platform's version only. */
export function useDeviceTypes() {
  return useQuery({
    queryKey: ["device-types"],
    queryFn: async ({ signal }) => {
      const { items } = await data(registry.GET("/api/device-types", { signal }));
      return new Map((items as DeviceType[]).map((type) => [type.type, type]));
    },
    staleTime: 60 * 60_000,
  });
}
