import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import { given } from "@/lib/api/query";
import { useRequestKey } from "@/lib/api/requestKey";
import type { Delivery, DeliveryState } from "./types";

const listKey = ["webhooks", "list"];
const deliveriesKey = (endpointId: string) => ["webhooks", "deliveries", endpointId];

/** What can be told; `alert.*` is all alerts. */
export const events = [
  "device.claimed",
  "device.online",
  "device.offline",
  "device.state_changed",
  "device.released",
  "command.finished",
  "alert.*",
] as const;

export function useEndpoints() {
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await data(notifications.GET("/api/webhook-endpoints", { signal }))).items,
  });
}

/** Makes an endpoint; the answer holds its secret, once. */
export function useAddEndpoint() {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async (body: { url: string; description: string | null; events: string[] }) => {
      const made = await data(
        notifications.POST("/api/webhook-endpoints", {
          body: { ...body, workshop_id: null },
          headers: { "Idempotency-Key": key.of(body) },
        }),
      );
      key.done();
      return made;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
    gcTime: 0,
  });
}

/** All that is done to one endpoint. */
export function useEndpoint(endpointId: string) {
  const client = useQueryClient();
  const path = { endpointId };
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: listKey }),
      client.invalidateQueries({ queryKey: deliveriesKey(endpointId) }),
    ]);
  const enable = useMutation({
    mutationFn: (enabled: boolean) =>
      data(
        notifications.PATCH("/api/webhook-endpoints/{endpointId}", {
          params: { path },
          body: { enabled, url: null, description: null, events: null },
        }),
      ),
    onSettled,
  });
  const test = useMutation({
    mutationFn: () => data(notifications.POST("/api/webhook-endpoints/{endpointId}/test", { params: { path } })),
    onSettled,
  });
  const rotate = useMutation({
    mutationFn: () => data(notifications.POST("/api/webhook-endpoints/{endpointId}/secret", { params: { path } })),
    // Nothing keeps the secret longer than the component that shows it.
    gcTime: 0,
  });
  const remove = useMutation({
    mutationFn: () => data(notifications.DELETE("/api/webhook-endpoints/{endpointId}", { params: { path } })),
    onSettled,
  });
  const replay = useMutation({
    mutationFn: (deliveryId: string) =>
      data(notifications.POST("/api/webhook-deliveries/{deliveryId}/replay", { params: { path: { deliveryId } } })),
    onSettled,
  });
  return { enable, test, rotate, remove, replay };
}

export function useDeliveries(endpointId: string, state: DeliveryState | "") {
  return useInfiniteQuery({
    queryKey: [...deliveriesKey(endpointId), state],
    queryFn: async ({ pageParam, signal }) => {
      const page = await data(
        notifications.GET("/api/webhook-endpoints/{endpointId}/deliveries", {
          params: {
            path: { endpointId },
            query: { limit: 20, ...given({ state: state === "" ? null : state, cursor: pageParam }) },
          },
          signal,
        }),
      );
      return { ...page, items: page.items as Delivery[] };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // What is on its way gets there or does not within seconds, while somebody looks.
    refetchInterval: ({ state: { data: pages } }) =>
      pages?.pages.some(({ items }) => items.some((one) => one.state === "queued")) === true ? 3_000 : false,
  });
}
