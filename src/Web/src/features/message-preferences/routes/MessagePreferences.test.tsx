import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { person, renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import type { Preferences } from "../model/preferences";
import MessagePreferences from "./MessagePreferences";

const none = { sms: false, whatsapp: false, email: false, push: false, in_app: false };
const preferences: Preferences = {
  language: null,
  time_zone: null,
  quiet_hours: null,
  schedule: null,
  kinds: [
    { kind: "job_started", channels: { ...none, sms: true }, is_fixed: false },
    { kind: "job_credentials", channels: { ...none, sms: true, email: true }, is_fixed: true },
    { kind: "critical_alerts", channels: { ...none, sms: true, push: true, in_app: true }, is_fixed: false },
    { kind: "server_cpu", channels: { ...none, email: true }, is_fixed: false },
  ],
};
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  answers("/api/message-preferences", preferences);
});

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

function takes(answer: (body: object) => Response) {
  server.use(
    http.put("/api/message-preferences", async ({ request }) => {
      const body = (await request.json()) as object;
      sent.push(body);
      return answer(body);
    }),
  );
}

const reached = { phone: "+919876543210", email: "asha@example.com" };
const show = (me: Parameters<typeof renderRoute>[1]["me"] = person("owner", reached)) =>
  renderRoute(MessagePreferences, { me, path: paths.messagePreferences });
const kind = async (name: RegExp) => within(await screen.findByRole("group", { name }));

test("Channels per kind, quiet hours and shifts are saved as a whole, in the workshop's time zone", async () => {
  takes((body) => HttpResponse.json({ ...preferences, ...body, kinds: preferences.kinds }));
  const { user } = await show();
  const critical = await kind(/Critical alerts/);
  expect(critical.getByRole("checkbox", { name: "SMS" })).toBeChecked();
  expect(screen.queryByRole("group", { name: /Server busy/ })).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.click(critical.getByRole("checkbox", { name: "WhatsApp" }));
  await user.click(screen.getByRole("switch", { name: "Quiet hours" }));
  await user.clear(screen.getByLabelText("From"));
  expect(screen.getByText("Please fill in both times.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.type(screen.getByLabelText("From"), "23:30");
  await user.click(screen.getByRole("switch", { name: "Only on duty" }));
  await user.click(screen.getByRole("checkbox", { name: "Sun" }));
  await user.click(screen.getByRole("checkbox", { name: "Mon" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Language of messages" }), "ไทย");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(sent).toEqual([
    {
      language: "th",
      time_zone: "Asia/Bangkok",
      quiet_hours: { from: "23:30:00", to: "07:00:00" },
      schedule: { days: [2, 3, 4, 5, 6, 7], from: "09:00:00", to: "18:00:00" },
      kinds: [
        { kind: "job_started", channels: { ...none, sms: true } },
        { kind: "critical_alerts", channels: { ...none, sms: true, whatsapp: true, push: true, in_app: true } },
        { kind: "server_cpu", channels: { ...none, email: true } },
      ],
    },
  ]);
});

test("What the platform refuses stands at its field", async () => {
  takes(() => problem(400, "validation_failed", { errors: { quiet_hours: ["must not begin when they end"] } }));
  const { user } = await show();
  await user.click(await screen.findByRole("switch", { name: "Quiet hours" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("must not begin when they end")).toBeVisible();
  expect(screen.getByLabelText("Until")).toBeInvalid();
});

test("A customer is offered what concerns customers, and what cannot be changed says so", async () => {
  await show("customer");
  const access = await kind(/Access to watch the work · cannot be changed/);
  expect(access.getByRole("checkbox", { name: "E-mail" })).toBeDisabled();
  expect(screen.getByRole("group", { name: /Work has begun/ })).toBeVisible();
  expect(screen.queryByRole("group", { name: /Critical alerts/ })).not.toBeInTheDocument();
  expect(screen.getByText(/the owner of your workshop keeps your e-mail address/)).toBeVisible();
});

test("A failure can be tried again", async () => {
  refuses("/api/message-preferences", 503);
  const { user } = await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/message-preferences", preferences);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("group", { name: /Critical alerts/ })).toBeVisible();
});

describe("Push", () => {
  /** A browser that can do it, with what somebody answers when asked. */
  function pushBrowser(answer: NotificationPermission, permission: NotificationPermission = "default") {
    const subscription = {
      endpoint: "https://push.example/1",
      toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: vi.fn(() => {
        browser.current = null;
        return Promise.resolve(true);
      }),
    };
    const browser = { current: null as typeof subscription | null, asked: [] as unknown[] };
    const registration = {
      active: {},
      pushManager: {
        getSubscription: () => Promise.resolve(browser.current),
        subscribe: (options: unknown) => {
          browser.asked.push(options);
          browser.current = subscription;
          return Promise.resolve(subscription);
        },
      },
    };
    const permissions = { permission, requestPermission: () => Promise.resolve((permissions.permission = answer)) };
    vi.stubGlobal("Notification", permissions);
    vi.stubGlobal("PushManager", {});
    Object.defineProperty(navigator, "serviceWorker", {
      configurable: true,
      value: { getRegistration: () => Promise.resolve(registration), ready: Promise.resolve(registration) },
    });
    return { browser, subscription };
  }

  test("Where there is none it says so", async () => {
    await show();
    expect(await screen.findByText("This browser has no push messages.")).toBeVisible();
  });

  test("Where it is forbidden it says how to allow it", async () => {
    pushBrowser("denied", "denied");
    await show();
    expect(await screen.findByText("Push messages are blocked.")).toBeVisible();
  });

  test("Switched on, the browser is told to the platform with its key; switched off it is taken back", async () => {
    const { browser, subscription } = pushBrowser("granted");
    const told: unknown[] = [];
    answers("/api/push/key", { key: "the-key" });
    server.use(
      http.post("/api/push/subscriptions", async ({ request }) => {
        told.push(await request.json());
        return HttpResponse.json({ subscription_id: "s1" }, { status: 201 });
      }),
      http.delete("/api/push/subscriptions", ({ request }) => {
        told.push(new URL(request.url).searchParams.get("endpoint"));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = await show();
    const toggle = await screen.findByRole("switch", { name: "Push messages" });
    expect(toggle).not.toBeChecked();
    await user.click(toggle);
    expect(await screen.findByText(/On: messages appear here/)).toBeVisible();
    expect(browser.asked).toEqual([{ userVisibleOnly: true, applicationServerKey: "the-key" }]);
    await user.click(screen.getByRole("switch", { name: "Push messages" }));
    await waitFor(() => expect(screen.getByRole("switch", { name: "Push messages" })).not.toBeChecked());
    await waitFor(() => expect(told).toHaveLength(2));
    expect(told).toEqual([
      { endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } },
      "https://push.example/1",
    ]);
    expect(subscription.unsubscribe).toHaveBeenCalledOnce();
  });

  test("Who forbids it when asked sees that it is blocked; a browser that the platform refuses is not left on", async () => {
    const { browser } = pushBrowser("granted");
    answers("/api/push/key", { key: "the-key" });
    server.use(http.post("/api/push/subscriptions", () => problem(409, "too_many_subscriptions")));
    const { user } = await show();
    await user.click(await screen.findByRole("switch", { name: "Push messages" }));
    expect(await screen.findByText(/You have switched push on in many browsers already/)).toBeVisible();
    expect(screen.getByRole("switch", { name: "Push messages" })).not.toBeChecked();
    expect(browser.current).toBeNull();
    pushBrowser("denied");
    await user.click(screen.getByRole("switch", { name: "Push messages" }));
    expect(await screen.findByText("Push messages are blocked.")).toBeVisible();
  });
});
