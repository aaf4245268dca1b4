import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { alert, alertEvent } from "../../../tests/alerts";
import { renderRoute } from "../../../tests/render";
import { answers, server } from "../../../tests/server";
import { connectLive } from "../../../tests/socket";
import { ago } from "../../../tests/time";
import type { LiveEvent, MessageNewsEvent } from "@/lib/live/events";
import { Badge, Bell, Watch } from "./Notices";

function Page() {
  return (
    <>
      <Badge className="" />
      <Bell />
      <Watch />
    </>
  );
}

const show = (me: Parameters<typeof renderRoute>[1]["me"] = "owner") => renderRoute(Page, { me, path: "/here" });
const badge = () => document.querySelector<HTMLElement>("[data-open-alerts]")?.dataset["openAlerts"];

afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

test("The badge counts open alerts live; a new critical one is said once and leads to it", async () => {
  answers("/api/messages", { items: [], next_cursor: null, unread: 0 });
  answers("/api/alerts", {
    items: [alert({ alert_id: 5 }), alert({ alert_id: 6, status: "acknowledged" })],
    next_cursor: null,
  });
  const { user } = await show();
  const socket = await connectLive();
  await waitFor(() => expect(badge()).toBe("1"));
  // It was there before: nobody has to be told.
  socket.say(alertEvent({ alert_id: 5 }));
  socket.say(alertEvent({ alert_id: 7, alert_type: "high_aqi", severity: "warning", value: 160, limit_value: 150 }));
  await waitFor(() => expect(badge()).toBe("2"));
  expect(screen.queryByText(/Critical:/)).not.toBeInTheDocument();
  socket.say(alertEvent({ alert_id: 7, updated_at: ago(-1) }));
  socket.say(alertEvent({ alert_id: 7, updated_at: ago(-2) }));
  expect(await screen.findByText("Critical: Dangerous air, Pit 1. 210 AQI, above 200 AQI")).toBeVisible();
  socket.say(alertEvent({ alert_id: 5, status: "cleared", updated_at: ago(-1) }));
  await waitFor(() => expect(badge()).toBe("1"));
  await user.click(screen.getByRole("button", { name: "Open" }));
  expect(await screen.findByText("at /alerts/7")).toBeVisible();
});

/** The unread messages of somebody, and how often they were asked for. */
function messages(unread: number) {
  const state = { unread, asked: 0 };
  answers("/api/alerts", { items: [], next_cursor: null });
  server.use(
    http.get("/api/messages", () => {
      state.asked++;
      return HttpResponse.json({ items: [], next_cursor: null, unread: state.unread });
    }),
  );
  return state;
}

const news: MessageNewsEvent = {
  type: "message",
  user_id: 7,
  change: "new",
  message_id: "0199-1",
  kind: "job_started",
};

test("The bell says how many messages are unread, at once when one comes or is read elsewhere", async () => {
  const state = messages(2);
  await show("customer");
  const socket = await connectLive();
  expect(await screen.findByRole("link", { name: "Messages, 2 unread" })).toHaveAttribute("href", "/messages");
  state.unread = 3;
  socket.say(news);
  expect(await screen.findByRole("link", { name: "Messages, 3 unread" })).toBeVisible();
  state.unread = 0;
  socket.say({ ...news, change: "read", message_id: null, kind: null });
  expect(await screen.findByRole("link", { name: "Messages" })).toBeVisible();
});

test("Messages are asked for by the minute only while the connection is down", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const state = messages(0);
  await show();
  const socket = await connectLive();
  expect(await screen.findByRole("link", { name: "Messages" })).toBeVisible();
  await waitFor(() => expect(state.asked).toBe(1));
  // Short of what a silent connection is taken for dead after, again and again: pings are answered.
  for (let i = 0; i < 5; i++) {
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    socket.say({ type: "pong" } as unknown as LiveEvent);
  }
  expect(state.asked).toBe(1);
  state.unread = 1;
  socket.breakOff();
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(await screen.findByRole("link", { name: "Messages, 1 unread" })).toBeVisible();
});

test("A customer has messages and no alerts, which are not asked for either", async () => {
  answers("/api/messages", { items: [], next_cursor: null, unread: 0 });
  await show("customer");
  expect(await screen.findByRole("link", { name: "Messages" })).toBeVisible();
  expect(badge()).toBeUndefined();
});

test("A push message that is pressed opens its page in the open app, and no other place", async () => {
  const worker = new EventTarget();
  Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: worker });
  answers("/api/messages", { items: [], next_cursor: null, unread: 0 });
  answers("/api/alerts", { items: [], next_cursor: null });
  await show();
  await screen.findByRole("link", { name: "Messages" });
  const say = (data: unknown) => act(() => void worker.dispatchEvent(new MessageEvent("message", { data })));
  say({ type: "OPEN", path: "//evil.example/" });
  say({ type: "OTHER", path: "/alerts/9" });
  expect(screen.getByRole("link", { name: "Messages" })).toBeVisible();
  say({ type: "OPEN", path: "/alerts/31" });
  expect(await screen.findByText("at /alerts/31")).toBeVisible();
});
