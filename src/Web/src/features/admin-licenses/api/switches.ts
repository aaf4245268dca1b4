import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { data, licensing } from "@/lib/api/client";
import { given } from "@/lib/api/query";
import { useRequestKey } from "@/lib/api/requestKey";
import type { components } from "@/lib/api/schema/licensing";
import { useLiveEvent } from "@/lib/live";
import type { LicenseSwitchEvent } from "@/lib/live/events";
import { type License, licenseKey } from "./licenses";

export type Switch = components["schemas"]["SwitchView"];

/** Steps that are not there yet are asked for this long; the live connection tells them sooner. */
const patience = 30_000;
const pause = 2_000;

const times = ["command_sent_at", "effective_at", "confirmed_at"] as const;
type Times = Pick<Switch, (typeof times)[number]>;

/** The later of two looks at the same switch: a time that was known once stays. */
function merged<T extends Times>(known: T, heard: Times | undefined): T {
  if (heard === undefined) return known;
  const add = Object.fromEntries(times.map((time) => [time, known[time] ?? heard[time]]));
  return { ...known, ...add };
}

/** Something may still happen to it. */
export function isOpen(thrown: Switch): boolean {
  return thrown.confirmed_at === null && thrown.command_status === null;
}

/** All throws of a license's switch, newest first, with what the live connection has told of their steps. */
export function useSwitches(license: License) {
  const queryClient = useQueryClient();
  const { license_key: key, device_id: deviceId } = license;
  const [heard, setHeard] = useState<ReadonlyMap<string, Times>>(new Map());
  const [until, setUntil] = useState(() => Date.now() + patience);
  const query = useInfiniteQuery({
    queryKey: [...licenseKey(key), "switches"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        licensing.GET("/api/licenses/{key}/history", {
          params: { path: { key }, query: given({ cursor: pageParam }) },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) => {
      const newest = state.data?.pages[0]?.items[0];
      return newest !== undefined && isOpen(newest) && Date.now() < until ? pause : false;
    },
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];

  useLiveEvent("license_switch", (event: LicenseSwitchEvent) => {
    if (event.device_id !== deviceId) return;
    setHeard((before) => new Map(before).set(event.switch_id, merged<Times>(event, before.get(event.switch_id))));
    if (items.some(({ switch_id }) => switch_id === event.switch_id)) return;
    // Somebody threw it elsewhere.
    setUntil(Date.now() + patience);
    void queryClient.invalidateQueries({ queryKey: licenseKey(key) });
  });

  return {
    query,
    switches: items.map((item) => merged(item, heard.get(item.switch_id))),
    /** Follows the steps of a switch that was just thrown. */
    follow: () => setUntil(Date.now() + patience),
  };
}

export interface Throw {
  to: "active" | "suspended";
  reason: string;
  /** A new end, when it is activated. */
  expiresAt: string | null;
}

/** Throws the switch. */
export function useThrowSwitch(key: string) {
  const queryClient = useQueryClient();
  const requestKey = useRequestKey();
  return useMutation({
    mutationFn: (thrown: Throw) => {
      const request = { params: { path: { key } }, headers: { "Idempotency-Key": requestKey.of(thrown) } };
      return data(
        thrown.to === "suspended"
          ? licensing.POST("/api/licenses/{key}/suspend", { ...request, body: { reason: thrown.reason } })
          : licensing.POST("/api/licenses/{key}/activate", {
              ...request,
              body: { reason: thrown.reason, expires_at: thrown.expiresAt },
            }),
      );
    },
    onSuccess: async (answer) => {
      requestKey.done();
      queryClient.setQueryData<License>(licenseKey(key), (before) =>
        before === undefined
          ? before
          : {
              ...before,
              status: answer.status,
              reason: answer.reason,
              changed_at: answer.changed_at,
              expires_at: answer.expires_at,
            },
      );
      await queryClient.invalidateQueries({ queryKey: ["licenses"] });
    },
  });
}
