import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { given } from "@/lib/api/query";
import { useRequestKey } from "@/lib/api/requestKey";
import type { Batch, Provisioning, Unit } from "./types";

const listKey = ["batches", "list"];
const oneKey = (id: string) => ["batches", "one", id];
/** Units are made within seconds to a minute: somebody watches the bar. */
const pace = 1_500;

export function useBatches() {
  return useInfiniteQuery({
    queryKey: listKey,
    queryFn: async ({ pageParam, signal }) => {
      const page = await data(
        registry.GET("/api/batches", { params: { query: given({ cursor: pageParam }) }, signal }),
      );
      return { ...page, items: page.items as Batch[] };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state: { data: pages } }) =>
      pages?.pages.some(({ items }) => items.some(isMaking)) === true ? pace : false,
  });
}

const isMaking = ({ status }: Batch) => status === "making";

export function useBatch(id: string) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: async ({ signal }) =>
      (await data(registry.GET("/api/batches/{batchId}", { params: { path: { batchId: id } }, signal }))) as Batch,
    // While units are flashed elsewhere the figures move too, only slower.
    refetchInterval: ({ state: { data: batch } }) => (batch !== undefined && isMaking(batch) ? pace : 15_000),
  });
}

export function useUnits(id: string, result: Provisioning | "") {
  return useInfiniteQuery({
    queryKey: [...oneKey(id), "units", result],
    queryFn: async ({ pageParam, signal }) => {
      const page = await data(
        registry.GET("/api/batches/{batchId}/devices", {
          params: { path: { batchId: id }, query: given({ result: result === "" ? null : result, cursor: pageParam }) },
          signal,
        }),
      );
      return { ...page, items: page.items as Unit[] };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: 15_000,
  });
}

interface NewBatch {
  device_type: string;
  firmware_version: string;
  count: number;
  note: string | null;
}

/** Has units made. Sent again after a lost answer it is the same batch. */
export function useMakeBatch() {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async (body: NewBatch) => {
      const batch = await data(registry.POST("/api/batches", { body, headers: { "Idempotency-Key": key.of(body) } }));
      key.done();
      return batch as Batch;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  });
}
