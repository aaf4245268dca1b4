import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { data, registry } from "@/lib/api/client";
import { ApiError } from "@/lib/api/problem";
import { RequestKey } from "@/lib/api/requestKey";
import { useLiveEvent, useLiveState } from "@/lib/live";
import { commandFor, type Value, valueOf } from "./capabilities";
import { changeController } from "./queries";
import type { Control, OwnDevice } from "./types";

/** How far a wish came. Only the device's own word makes it `confirmed`. */
export type Progress =
  | { phase: "sending" }
  /** The platform has the command; the device has not answered yet. `sent`: the broker has it too. */
  | { phase: "waiting"; sent: boolean }
  | { phase: "confirmed" }
  | { phase: "failed"; reason: string }
  /** It did not answer in time. */
  | { phase: "expired" }
  | { phase: "superseded" }
  /** It is not there; nothing was sent. */
  | { phase: "offline"; lastSeenAt: string | null }
  /** The platform did not take the command. */
  | { phase: "refused"; error: unknown };

export interface Wish {
  value: Value;
  progress: Progress;
}

interface Asked {
  value: Value;
  commandId: string | null;
  error: unknown;
}

/** What is known of a command: from the answer that queued it, from `/ws`, or asked for. */
interface Known {
  status: string;
  failure: string | null;
}

const commandKey = (commandId: string) => ["commands", commandId];
const isOver = (status: string | undefined) =>
  status === "succeeded" || status === "failed" || status === "expired" || status === "superseded";

/** Asked for as well, in case `/ws` is not there or misses it. */
const pace = { live: 5_000, alone: 2_000 };

function progressOf(asked: Asked, known: Known | undefined): Progress {
  if (asked.error !== null) {
    if (asked.error instanceof ApiError && asked.error.code === "device_offline") {
      const at = asked.error.body["last_seen_at"];
      return { phase: "offline", lastSeenAt: typeof at === "string" ? at : null };
    }
    return { phase: "refused", error: asked.error };
  }
  if (asked.commandId === null) return { phase: "sending" };
  if (known?.status === "succeeded") return { phase: "confirmed" };
  if (known?.status === "failed") return { phase: "failed", reason: known.failure ?? "unknown" };
  if (known?.status === "expired") return { phase: "expired" };
  if (known?.status === "superseded") return { phase: "superseded" };
  return { phase: "waiting", sent: known?.status === "sent" || known?.status === "acknowledged" };
}

/** Tells a device what to do and follows each wish until the device has said how it ended. */
export function useControl(device: OwnDevice) {
  const client = useQueryClient();
  const live = useLiveState() === "live";
  const [asked, setAsked] = useState<Readonly<Record<string, Asked>>>({});
  const [keys] = useState(() => new Map<string, RequestKey>());

  // An event may be faster than the answer that names the command: it waits in the cache under its id.
  useLiveEvent("command_status", ({ device_id, command_id, status, failure }) => {
    if (device_id !== device.device_id) return;
    client.setQueryData<Known>(commandKey(command_id), (known) =>
      known !== undefined && isOver(known.status) ? known : { status, failure },
    );
  });

  const waiting = Object.entries(asked).flatMap(([id, { commandId }]) =>
    commandId === null ? [] : [{ id, commandId }],
  );
  const answers = useQueries({
    queries: waiting.map(({ commandId }) => ({
      queryKey: commandKey(commandId),
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Known> => {
        const { status, failure } = await data(
          registry.GET("/api/commands/{commandId}", { params: { path: { commandId } }, signal }),
        );
        // Without a live connection nobody tells what became of the state.
        if (isOver(status) && !live) void client.invalidateQueries({ queryKey: ["devices", "own"] });
        return { status, failure };
      },
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: (query: { state: { data?: Known | undefined } }) =>
        isOver(query.state.data?.status) ? false : live ? pace.live : pace.alone,
    })),
  });
  const known = new Map(waiting.map(({ id }, index) => [id, answers[index]?.data]));

  async function send(control: Control, value: Value, ttl: number | null = null): Promise<void> {
    const body = { ...commandFor(control, value), ttl_s: ttl };
    const key = keys.get(control.id) ?? new RequestKey();
    keys.set(control.id, key);
    setAsked((before) => ({ ...before, [control.id]: { value, commandId: null, error: null } }));
    const settle = (settled: Partial<Asked>) =>
      setAsked((before) => ({ ...before, [control.id]: { value, commandId: null, error: null, ...settled } }));
    try {
      const { command_id, status } = await data(
        registry.POST("/api/devices/{deviceId}/control", {
          params: { path: { deviceId: device.device_id } },
          body,
          headers: { "Idempotency-Key": key.of(body) },
        }),
      );
      key.done();
      client.setQueryData<Known>(commandKey(command_id), (event) => event ?? { status, failure: null });
      settle({ commandId: command_id });
    } catch (error) {
      // A refusal is an answer; without one, or when the platform broke off, pressing again is the same request.
      if (error instanceof ApiError && error.status < 500) key.done();
      if (error instanceof ApiError && error.code === "device_offline")
        changeController(client, device.device_id, { status: "offline" });
      settle({ error });
    }
  }

  /** The wish of a control; null when there is none, or the device has moved on since it was confirmed. */
  function wishOf(control: Control): Wish | null {
    const wish = asked[control.id];
    if (wish === undefined) return null;
    const progress = progressOf(wish, known.get(control.id));
    // What has no value, such as blinking, is confirmed by its command alone.
    const moved = control.value_arg !== null && valueOf(control, device.state) !== wish.value;
    if (progress.phase === "confirmed" && moved) return null;
    return { value: wish.value, progress };
  }

  return { send, wishOf };
}
