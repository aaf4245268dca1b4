import { useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import type { CommandRequest } from "@/lib/controllers/types";
import { useLiveEvent } from "@/lib/live";
import type { Part } from "./types";

/** `working` until the device has said how it ended. */
export type Outcome =
  | { kind: "working" }
  | { kind: "confirmed" }
  | { kind: "failed"; reason: string }
  | { kind: "expired" }
  | { kind: "refused"; code: string; detail: string };

interface Known {
  status: string;
  failure: string | null;
}

const commandKey = (commandId: string) => ["commands", commandId];
const over = ["succeeded", "failed", "expired", "superseded"];
/** Asked for as well, in case `/ws` misses it; there may be many. */
const pace = 5_000;

function outcomeOf({ error }: Part, known: Known | undefined): Outcome {
  if (error !== null) return { kind: "refused", ...error };
  if (known?.status === "succeeded") return { kind: "confirmed" };
  if (known?.status === "failed") return { kind: "failed", reason: known.failure ?? "unknown" };
  return known?.status === "expired" || known?.status === "superseded" ? { kind: "expired" } : { kind: "working" };
}

/** Tells several devices at once, and follows each of them. `run` starts; the newest run is the one that is followed. */
function useRun<Order>(start: (order: Order, key: string) => Promise<{ items: Part[] }>) {
  const client = useQueryClient();
  const key = useRequestKey();
  const run = useMutation({
    mutationFn: async (order: Order) => {
      const { items } = await start(order, key.of(order));
      key.done();
      return items;
    },
  });
  const parts = run.data ?? [];
  // An event may be faster than the answer that names its command: it waits in the cache under its id.
  useLiveEvent("command_status", ({ command_id, status, failure }) =>
    client.setQueryData<Known>(commandKey(command_id), (known) =>
      known !== undefined && over.includes(known.status) ? known : { status, failure },
    ),
  );
  const sent = parts.flatMap(({ command_id }) => (command_id === null ? [] : [command_id]));
  const answers = useQueries({
    queries: sent.map((commandId) => ({
      queryKey: commandKey(commandId),
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Known> =>
        data(registry.GET("/api/commands/{commandId}", { params: { path: { commandId } }, signal })),
      staleTime: Number.POSITIVE_INFINITY,
      initialData: { status: "queued", failure: null },
      refetchInterval: (query: { state: { data?: Known | undefined } }) =>
        over.includes(query.state.data?.status ?? "") ? false : pace,
    })),
  });
  const known = new Map(sent.map((commandId, index) => [commandId, answers[index]?.data]));
  const outcomes = parts.map((part) => ({
    deviceId: part.device_id,
    outcome: outcomeOf(part, part.command_id === null ? undefined : known.get(part.command_id)),
  }));
  return { run, outcomes };
}

export function useGroupControl(groupId: number) {
  return useRun((body: CommandRequest, key) =>
    data(
      registry.POST("/api/groups/{groupId}/control", {
        params: { path: { groupId } },
        body,
        headers: { "Idempotency-Key": key },
      }),
    ),
  );
}

export function useSceneRun(sceneId: number) {
  return useRun((_: "run", key) =>
    data(
      registry.POST("/api/scenes/{sceneId}/run", {
        params: { path: { sceneId } },
        headers: { "Idempotency-Key": key },
      }),
    ),
  );
}
