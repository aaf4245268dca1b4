import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, operations } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/operations";

type Schemas = components["schemas"];
export type Health = Schemas["PlatformHealth"];
export type ServiceHealth = Schemas["ServiceHealth"];
export type Queues = Schemas["PlatformQueues"];
export type QueueState = Schemas["QueueState"];
export type Ingest = Schemas["PlatformIngest"];
export type IngestMinute = Schemas["IngestMinute"];
export type Storage = Schemas["PlatformStorage"];
export type DatabaseStorage = Schemas["DatabaseStorage"];
export type DeadLetter = Schemas["DeadLetter"];

/**
 * Each part of the page asks by itself and fails by itself. In a hidden tab nothing is asked; a try that failed is not
 * repeated sooner than the next look, so that the page says at once what does not answer.
 */
const looked = {
  refetchInterval: 5_000,
  refetchIntervalInBackground: false,
  refetchOnWindowFocus: true,
  staleTime: 4_000,
  retry: false,
} as const;

export function useHealth() {
  return useQuery({
    ...looked,
    queryKey: ["ops", "health"],
    queryFn: ({ signal }) => data(operations.GET("/api/ops/health", { signal })),
  });
}

export function useQueues() {
  return useQuery({
    ...looked,
    queryKey: ["ops", "queues"],
    queryFn: ({ signal }) => data(operations.GET("/api/ops/queues", { signal })),
  });
}

export function useIngest() {
  return useQuery({
    ...looked,
    queryKey: ["ops", "ingest"],
    queryFn: ({ signal }) => data(operations.GET("/api/ops/ingest", { signal })),
  });
}

export function useStorage() {
  return useQuery({
    ...looked,
    queryKey: ["ops", "storage"],
    queryFn: ({ signal }) => data(operations.GET("/api/ops/storage", { signal })),
  });
}

/** Messages that consumers gave up. Looking takes hold of them for a moment, so it is done when somebody asks and not every few seconds. */
export function useDeadLetters(queue: string) {
  return useQuery({
    queryKey: ["ops", "dead-letters"],
    staleTime: 0,
    retry: false,
    queryFn: ({ signal }) => data(operations.GET("/api/ops/dead-letters", { signal })),
    select: (list) => list.items.find((item) => item.queue === queue) ?? null,
  });
}

/** Moves all messages of an error queue back to where they came from. */
export function useReplay() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (queue: string) =>
      data(operations.POST("/api/ops/dead-letters/{queue}/replay", { params: { path: { queue } }, body: {} })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["ops"] }),
  });
}

/** Drops all messages of an error queue. */
export function usePurge() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (queue: string) =>
      data(
        operations.DELETE("/api/ops/dead-letters/{queue}", { params: { path: { queue } }, body: { confirm: queue } }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["ops"] }),
  });
}
