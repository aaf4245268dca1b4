import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveConnection } from "./connection";

/** The platform's end of one connection. */
class Socket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  readonly heard: unknown[] = [];

  constructor(readonly protocols: string[]) {
    super();
  }

  send(text: string): void {
    this.heard.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = WebSocket.CLOSED;
  }

  accept(): void {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event("open"));
  }

  breakOff(): void {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new Event("close"));
  }

  say(event: object): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(event) }));
  }
}

let sockets: Socket[] = [];
let live: LiveConnection;

const newest = () => {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error("Nothing was dialled.");
  return socket;
};
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** With `random` 1 a pause is as long as it can be. */
async function begin(
  scope: number | "*" | null = null,
  random = 1,
  token = () => Promise.resolve<string | null>("t1"),
) {
  live = new LiveConnection(
    (_, protocols) => {
      const socket = new Socket(protocols);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    () => random,
  );
  live.start(token, scope);
  await pass(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
});

afterEach(() => live.stop());

/** How long it waits before it dials again, after this one did not work. */
async function pauseAfterBreak(): Promise<number> {
  const before = sockets.length;
  const began = Date.now();
  newest().breakOff();
  while (sockets.length === before) {
    await pass(100);
    if (Date.now() - began > 60_000) throw new Error("It did not dial again.");
  }
  return Date.now() - began;
}

test("Pauses between attempts grow up to a limit, and begin anew once a connection stood", async () => {
  await begin();
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 8; attempt++) pauses.push(await pauseAfterBreak());
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  expect(live.snapshot()).toBe("connecting");
  newest().accept();
  expect(live.snapshot()).toBe("live");
  expect(await pauseAfterBreak()).toBe(500);
});

test("Half of a pause is random, so that not everybody comes at once", async () => {
  await begin(null, 0);
  await pauseAfterBreak();
  expect(await pauseAfterBreak()).toBe(500);
});

test("Asks for its scope again after every break, and says that something may have been missed", async () => {
  await begin("*");
  const missed = vi.fn();
  live.onConnected(missed);
  newest().accept();
  expect(newest().heard).toEqual([{ subscribe: { tenant_id: "*" } }]);
  expect(missed.mock.calls).toEqual([[false]]);
  await pauseAfterBreak();
  expect(newest().heard).toEqual([]);
  newest().accept();
  expect(newest().heard).toEqual([{ subscribe: { tenant_id: "*" } }]);
  expect(missed.mock.calls).toEqual([[false], [true]]);
});

test("News are missing after a break, a failure or a long wait, and not while the first connection is on its way", async () => {
  await begin();
  const missed = vi.fn();
  live.onConnected(missed);
  expect(live.isMissing()).toBe(false);
  newest().accept();
  expect(live.isMissing()).toBe(false);
  await pauseAfterBreak();
  expect(live.isMissing()).toBe(true);
  newest().accept();
  expect(live.isMissing()).toBe(false);
  expect(missed.mock.calls).toEqual([[false], [true]]);
  live.stop();
  await begin();
  live.onConnected(missed);
  await pass(4_900);
  expect(live.isMissing()).toBe(false);
  await pass(100);
  expect(live.isMissing()).toBe(true);
  newest().accept();
  expect(live.isMissing()).toBe(false);
  expect(missed.mock.calls).toEqual([[false], [true], [true]]);
  live.stop();
  await begin();
  newest().breakOff();
  expect(live.isMissing()).toBe(true);
  live.stop();
  expect(live.isMissing()).toBe(false);
});

test("A renewed token goes to the open connection, and into the next one", async () => {
  let token = "t1";
  await begin(null, 1, () => Promise.resolve(token));
  expect(newest().protocols).toEqual(["bearer", "t1"]);
  live.renew("too early");
  newest().accept();
  token = "t2";
  live.renew(token);
  expect(newest().heard).toEqual([{ token: "t2" }]);
  await pauseAfterBreak();
  expect(newest().protocols).toEqual(["bearer", "t2"]);
});

test("A connection that has gone silent is taken for dead, whatever the system thinks", async () => {
  await begin();
  const silent = newest();
  silent.accept();
  await pass(20_000);
  expect(silent.heard).toEqual([{ ping: 1 }]);
  silent.say({ type: "pong" });
  await pass(40_000);
  expect(live.snapshot()).toBe("live");
  await pass(20_000);
  expect(live.snapshot()).toBe("connecting");
  expect(silent.readyState).toBe(WebSocket.CLOSED);
  await pass(500);
  expect(sockets).toHaveLength(2);
});

test("The network's return is not waited for any longer than it takes", async () => {
  await begin();
  newest().accept();
  dispatchEvent(new Event("offline"));
  expect(live.snapshot()).toBe("connecting");
  dispatchEvent(new Event("online"));
  await pass(0);
  expect(sockets).toHaveLength(2);
});

test("Events reach who listens, until they stop", async () => {
  await begin();
  const heard = vi.fn();
  const stop = live.on("device_status", heard);
  newest().accept();
  const event = { type: "device_status", tenant_id: 1, pit_id: 4, device_id: "ESP32-1", status: "online", at: "now" };
  newest().say(event);
  newest().say({ ...event, type: "something_newer" });
  stop();
  newest().say(event);
  expect(heard.mock.calls).toEqual([[event]]);
});

test("Without a token it tries again; once it was stopped it rests", async () => {
  const answers: (() => Promise<string | null>)[] = [
    () => Promise.resolve(null),
    () => Promise.reject(new Error("The platform did not answer.")),
  ];
  await begin(null, 1, () => (answers.shift() ?? (() => Promise.resolve("t3")))());
  expect(sockets).toHaveLength(0);
  await pass(500 + 1_000);
  expect(newest().protocols).toEqual(["bearer", "t3"]);
  newest().accept();
  live.stop();
  expect(live.snapshot()).toBe("off");
  await pass(60_000);
  expect(sockets).toHaveLength(1);
});

test("A token that fails to come after the end brings nothing back", async () => {
  let fail: (error: Error) => void = () => undefined;
  await begin(null, 1, () => new Promise((_, reject) => (fail = reject)));
  live.stop();
  fail(new Error("The platform did not answer."));
  await pass(60_000);
  expect(live.snapshot()).toBe("off");
});
