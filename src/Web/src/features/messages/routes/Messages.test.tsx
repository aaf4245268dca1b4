import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import { ago } from "../../../../tests/time";
import Messages from "./Messages";

const message = {
  message_id: "0199-1",
  kind: "alert_raised",
  title: "Dangerous air: pit1",
  text: "Dangerous air (pit1): AQI 210.",
  link: "/alerts/31",
  alert_id: 31,
  created_at: ago(60),
  read_at: null,
};
const read = { ...message, message_id: "0199-2", title: "Over: Bad air, pit2", link: null, read_at: ago(30) };
let marked: string[] = [];

beforeEach(() => {
  marked = [];
  answers("/api/messages", { items: [message, read], next_cursor: null, unread: 1 });
  server.use(
    http.post("/api/messages/read", () => {
      marked.push("all");
      answers("/api/messages", { items: [{ ...message, read_at: ago(0) }, read], next_cursor: null, unread: 0 });
      return new HttpResponse(null, { status: 204 });
    }),
    http.post("/api/messages/:id/read", ({ params }) => {
      marked.push(String(params["id"]));
      return new HttpResponse(null, { status: 204 });
    }),
  );
});

afterEach(() => vi.useRealTimers());

const show = () => renderRoute(Messages, { path: paths.messages, me: "staff" });

test("Unread ones stand out; all are marked as read at once", async () => {
  const { user } = await show();
  expect(await screen.findByText("1 unread")).toBeVisible();
  const [first, second] = screen.getAllByRole("listitem");
  expect(first).toHaveTextContent(/Dangerous air: pit1New/);
  expect(second).not.toHaveTextContent("New");
  await user.click(screen.getByRole("button", { name: "Mark all as read" }));
  await waitFor(() => expect(screen.queryByText("1 unread")).not.toBeInTheDocument());
  expect(marked).toEqual(["all"]);
  expect(screen.getByRole("button", { name: "Mark all as read" })).toBeDisabled();
});

test("While the connection is down the inbox is asked for by the minute", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await show();
  (await connectLive()).breakOff();
  expect(await screen.findByText("1 unread")).toBeVisible();
  answers("/api/messages", { items: [message, read], next_cursor: null, unread: 2 });
  await act(() => vi.advanceTimersByTimeAsync(61_000));
  expect(await screen.findByText("2 unread")).toBeVisible();
});

test("One is marked by itself, or when it is opened where it leads", async () => {
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Mark as read: Dangerous air: pit1" }));
  await user.click(screen.getByRole("link", { name: "Open: Dangerous air: pit1" }));
  expect(await screen.findByText("at /alerts/31")).toBeVisible();
  await waitFor(() => expect(marked).toEqual(["0199-1", "0199-1"]));
});

test("The unread are a filter; what could not be marked is said", async () => {
  let asked: string | null = null;
  server.use(
    http.get("/api/messages", ({ request }) => {
      asked = new URL(request.url).searchParams.get("unread");
      return HttpResponse.json({ items: asked === "true" ? [] : [message], next_cursor: null, unread: 1 });
    }),
    http.post("/api/messages/read", () => problem(503, "service_unavailable")),
  );
  const { user, router } = await show();
  await user.click(await screen.findByRole("button", { name: "Mark all as read" }));
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Unread" }));
  expect(await screen.findByText("Nothing is unread")).toBeVisible();
  expect(asked).toBe("true");
  expect(router.state.location.search).toBe("?state=unread");
});

test("Without messages it says what comes here; a failure can be tried again", async () => {
  refuses("/api/messages", 503);
  const { user } = await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/messages", { items: [], next_cursor: null, unread: 0 });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No messages")).toBeVisible();
});
