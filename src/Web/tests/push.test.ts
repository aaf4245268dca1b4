import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";

const source = readFileSync(join(import.meta.dirname, "../public/push.js"), "utf8");

/** What the service worker shows, and how it is pressed. */
function worker(windows: object[] = []) {
  const handlers = new Map<string, (event: object) => void>();
  const showNotification = vi.fn(() => Promise.resolve());
  const openWindow = vi.fn(() => Promise.resolve());
  const self = {
    location: { origin: "https://platform.test" },
    registration: { showNotification },
    clients: { matchAll: () => Promise.resolve(windows), openWindow },
    addEventListener: (name: string, handler: (event: object) => void) => handlers.set(name, handler),
  };
  // As the worker runs it: a classic script of its own.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function("self", source) as (scope: object) => void;
  run(self);
  const raise = async (name: string, event: object) => {
    let work: unknown;
    handlers.get(name)?.({ ...event, waitUntil: (promise: unknown) => (work = promise) });
    await work;
  };
  return { raise, showNotification, openWindow };
}

const message = {
  id: "d1",
  title: "Dangerous air: pit1",
  body: "AQI 210",
  url: "https://elsewhere.test/alerts/31?a=1",
};
let close: ReturnType<typeof vi.fn>;

beforeEach(() => {
  close = vi.fn();
});

test("A push message is shown; of its address only the path counts", async () => {
  const { raise, showNotification } = worker();
  await raise("push", { data: { json: () => message } });
  expect(showNotification).toHaveBeenCalledWith(
    message.title,
    expect.objectContaining({ body: "AQI 210", tag: "d1", data: { path: "/alerts/31?a=1" } }),
  );
});

test("What cannot be read is shown all the same", async () => {
  const { raise, showNotification } = worker();
  await raise("push", {
    data: {
      json: () => {
        throw new SyntaxError("no JSON");
      },
    },
  });
  expect(showNotification).toHaveBeenCalledWith("Platform", expect.objectContaining({ data: { path: "/messages" } }));
});

test("Pressed, it opens the app, or goes there in the app that is open", async () => {
  const notification = { close, data: { path: "/alerts/31" } };
  const closed = worker();
  await closed.raise("notificationclick", { notification });
  expect(closed.openWindow).toHaveBeenCalledWith("/alerts/31");
  const there = { focused: false, focus: vi.fn(() => Promise.resolve()), postMessage: vi.fn() };
  const open = worker([there]);
  await open.raise("notificationclick", { notification });
  expect(there.focus).toHaveBeenCalledOnce();
  expect(there.postMessage).toHaveBeenCalledWith({ type: "OPEN", path: "/alerts/31" });
  expect(open.openWindow).not.toHaveBeenCalled();
  expect(close).toHaveBeenCalledTimes(2);
});
