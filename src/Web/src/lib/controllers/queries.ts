import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useLiveEvent } from "@/lib/live";
import { useMe } from "@/lib/session/useSession";
import type { DeviceType, OwnDevice } from "./types";

/** All that is asked of one controller begins with this key. */
export const controllerKey = (deviceId: string) => ["devices", "controller", deviceId] as const;
/** All lists of controllers that somebody has. */
export const ownDevicesKey = ["devices", "own"] as const;

const pageSize = 200;

/** The devices that somebody owns or that were shared with them, a page at a time. */
async function* pagesOf(userId: number, signal: AbortSignal): AsyncGenerator<OwnDevice[], void> {
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: pageSize, ...(cursor !== null && { cursor }) };
    const answer = await registry.GET("/api/users/{userId}/devices", {
      params: { path: { userId: String(userId) }, query },
      signal,
    });
    yield (answer.data ?? []) as OwnDevice[];
    cursor = nextCursor(answer.response.headers.get("Link"));
  } while (cursor !== null);
}

async function allDevices(userId: number, signal: AbortSignal): Promise<OwnDevice[]> {
  const devices: OwnDevice[] = [];
  for await (const page of pagesOf(userId, signal)) devices.push(...page);
  return devices;
}

/** Whether there is a controller among the devices of a workshop; a large one is not searched to its end. */
async function hasController(userId: number, signal: AbortSignal): Promise<boolean> {
  let left = 5;
  for await (const page of pagesOf(userId, signal)) {
    if (page.some(isController)) return true;
    if (--left === 0) break;
  }
  return false;
}

/** The cursor of `Link: <…?cursor=…>; rel="next"`; null on the last page. */
export function nextCursor(link: string | null): string | null {
  const target = link?.split(",").find((part) => /;\s*rel="?next"?/.test(part));
  const address = target === undefined ? undefined : /<([^>]+)>/.exec(target)?.[1];
  return address === undefined ? null : new URL(address, location.origin).searchParams.get("cursor");
}

/** A workshop's gateways have pages of their own. */
export const isController = ({ device_type }: OwnDevice): boolean => device_type !== "workshop_gateway";

const onlyControllers = (devices: OwnDevice[]) => devices.filter(isController);

/** Whether whoever is signed in has a controller at all, their own or shared with them. */
export function useHasControllers(enabled: boolean): boolean {
  const { id } = useMe();
  const query = useQuery({
    queryKey: ["devices", "any", id],
    queryFn: ({ signal }) => hasController(id, signal),
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
    queryFn: async ({ signal }) => (await allDevices(id, signal)).sort(byName),
    select: onlyControllers,
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
