import { act } from "@testing-library/react";
import { vi } from "vitest";
import { live } from "@/lib/live";
import type { LiveEvent } from "@/lib/live/events";

/** The platform's end of `/ws`. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readyState = 0;
  readonly heard: unknown[] = [];

  constructor(readonly url: string) {
    super();
    FakeSocket.opened.push(this);
  }

  send(text: string): void {
    this.heard.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }
}

/** The platform takes no connection until the answer is called, which waits for the app to dial. */
export function acceptLive(): () => Promise<void> {
  FakeSocket.opened = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  return async () => {
    const socket = await vi.waitFor(dialled);
    act(() => {
      socket.readyState = FakeSocket.OPEN;
      socket.dispatchEvent(new Event("open"));
    });
  };
}

function dialled(): FakeSocket {
  const socket = FakeSocket.opened.at(-1);
  if (socket === undefined) throw new Error("The live layer has not dialled.");
  return socket;
}

/** Connects the live layer; the answer speaks as the platform: `say(event)`, `breakOff()`. */
export async function connectLive(scope: number | "*" | null = null) {
  FakeSocket.opened = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  const accept = () =>
    act(() => {
      dialled().readyState = FakeSocket.OPEN;
      dialled().dispatchEvent(new Event("open"));
    });
  await act(async () => {
    live.start(() => Promise.resolve("token-of-the-test"), scope);
    await Promise.resolve();
  });
  await vi.waitFor(dialled);
  accept();
  return {
    accept,
    heard: () => dialled().heard,
    say: (event: LiveEvent) =>
      act(() => void dialled().dispatchEvent(new MessageEvent("message", { data: JSON.stringify(event) }))),
    breakOff: () => act(() => void dialled().dispatchEvent(new Event("close"))),
  };
}
