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

/** Connects the live layer; the answer speaks as the platform: `say(event)`, `breakOff()`. */
export async function connectLive(scope: number | "*" | null = null) {
  FakeSocket.opened = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  const current = () => {
    const socket = FakeSocket.opened.at(-1);
    if (socket === undefined) throw new Error("The live layer has not dialled.");
    return socket;
  };
  const accept = () =>
    act(() => {
      current().readyState = FakeSocket.OPEN;
      current().dispatchEvent(new Event("open"));
    });
  await act(async () => {
    live.start(() => Promise.resolve("token-of-the-test"), scope);
    await Promise.resolve();
  });
  await vi.waitFor(current);
  accept();
  return {
    accept,
    heard: () => current().heard,
    say: (event: LiveEvent) =>
      act(() => void current().dispatchEvent(new MessageEvent("message", { data: JSON.stringify(event) }))),
    breakOff: () => act(() => void current().dispatchEvent(new Event("close"))),
  };
}
