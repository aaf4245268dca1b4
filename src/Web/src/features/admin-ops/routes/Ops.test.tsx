import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import type { Health, Ingest, Queues, ServiceHealth, Storage } from "../api/ops";
import Ops from "./Ops";

const at = "2026-11-20T10:00:00Z";
const service = (name: string, more: Partial<ServiceHealth> = {}): ServiceHealth => ({
  name,
  state: "healthy",
  detail: null,
  checks: [{ name: "database", state: "healthy", detail: null, duration_ms: 2 }],
  response_ms: 12.4,
  started_at: at,
  uptime_s: 7200,
  version: "1.4.0",
  memory_bytes: 104_857_600,
  ...more,
});
const health: Health = {
  verdict: "healthy",
  reasons: [],
  at,
  services: [service("gateway"), service("telemetry")],
  postgres: { state: "healthy", works_for: ["telemetry"], fails_for: [] },
  messaging: { state: "healthy", works_for: ["telemetry"], fails_for: [] },
};
const queue = {
  name: "telemetry",
  type: "quorum",
  ready: 0,
  unacknowledged: 0,
  consumers: 2,
  in_per_s: null,
  out_per_s: null,
  oldest_age_s: null,
  not_empty_since: null,
  is_error_queue: false,
};
const queues: Queues = {
  at,
  has_statistics: false,
  items: [
    queue,
    { ...queue, name: "ingest", ready: 12, oldest_age_s: 42 },
    { ...queue, name: "telemetry_error", ready: 3, is_error_queue: true, not_empty_since: at },
  ],
  device_sessions: { queues: 50, ready: 2, unacknowledged: 0 },
  outboxes: [],
};
const ingest: Ingest = {
  at,
  readings_per_s: 5.2,
  minutes: Array.from({ length: 60 }, (_, index) => ({
    minute: new Date(Date.parse(at) + index * 60_000).toISOString(),
    readings: index === 3 ? null : 300,
    refused: 7,
    rejected: 0,
  })),
  devices: 50,
  devices_online: 48,
  mqtt_connections: 49,
};
const storage: Storage = {
  at,
  databases: [
    {
      service: "telemetry",
      is_known: true,
      database: "telemetry",
      bytes: 1_073_741_824,
      tables: [{ name: "readings", bytes: 536_870_912, rows_estimate: 1_000_000 }],
      outbox: { waiting: 4, oldest_age_s: 3, set_aside: 0 },
    },
  ],
  disk: { folder: "/var/lib/platform", free_bytes: 10_737_418_240, total_bytes: 107_374_182_400 },
};

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/ops/health", health);
  answers("/api/ops/queues", queues);
  answers("/api/ops/ingest", ingest);
  answers("/api/ops/storage", storage);
});

const show = () => renderRoute(Ops, { me: "admin", path: paths.adminOps });
const card = (name: string) => within(screen.getByRole("region", { name }));

test("Says in plain words that all is well, and shows what it is made of", async () => {
  await show();
  expect(await screen.findByText("Everything works.")).toBeVisible();
  expect(await card("Readings").findByText("5.2")).toBeVisible();
  expect(await card("Readings").findByRole("img", { name: /17,700 readings in the last 60 minutes/ })).toBeVisible();
  expect(card("Readings").getByText("48")).toBeVisible();
  expect(await card("Services").findByText("gateway")).toBeVisible();
  expect(card("Services").getAllByText("12 ms")).toHaveLength(2);
  expect(await card("Storage").findByText("1.0 GiB")).toBeVisible();
  expect(card("Storage").getByText(/10 % free/)).toBeVisible();
  const rows = card("Queues").getAllByRole("row").slice(1);
  expect(rows[0]).toHaveTextContent(/telemetry_error.*Errors.*3/);
  expect(rows[1]).toHaveTextContent(/ingest.*12.*42/);
  expect(rows).toHaveLength(2);
  expect(card("Queues").getByText("2 messages wait for absent devices.")).toBeVisible();
});

test("Says that it is us, and which part", async () => {
  answers("/api/ops/health", {
    ...health,
    verdict: "down",
    services: [
      service("gateway"),
      service("identity", {
        state: "unreachable",
        detail: "Nothing answers at its address.",
        checks: [],
        response_ms: null,
      }),
    ],
  });
  await show();
  expect(await screen.findByText("It is us: the platform does not work.")).toBeVisible();
  expect(screen.getByText(/identity is not reachable/)).toHaveTextContent("Nothing answers at its address.");
  expect(card("Services").getByText("Away")).toBeVisible();
});

test.each([
  ["/api/ops/queues", "Queues"],
  ["/api/ops/ingest", "Readings"],
  ["/api/ops/storage", "Storage"],
])("When %s fails, only its card does", async (route, name) => {
  refuses(route, 502);
  await show();
  expect(await card(name).findByText("A part of the platform is away.")).toBeVisible();
  expect(await screen.findByText("Everything works.")).toBeVisible();
  for (const other of ["Queues", "Readings", "Storage", "Services"].filter((title) => title !== name))
    await waitFor(() => expect(card(other).queryByText("A part of the platform is away.")).toBeNull());
  expect(await card("Services").findByText("gateway")).toBeVisible();
});

test("When nobody says how the services are, the page does not say that they are well", async () => {
  refuses("/api/ops/health", 503);
  await show();
  expect(await screen.findByText("Nobody can say.")).toBeVisible();
  expect(screen.queryByText("Everything works.")).toBeNull();
  expect(await card("Readings").findByText("5.2")).toBeVisible();
});

test("Looks again every five seconds, and not while nobody sees it", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let looks = 0;
  server.use(
    http.get("/api/ops/health", () => {
      looks++;
      return HttpResponse.json(health);
    }),
  );
  await show();
  await screen.findByText("Everything works.");
  expect(looks).toBe(1);
  await act(() => vi.advanceTimersByTimeAsync(5_100));
  await waitFor(() => expect(looks).toBe(2));
  const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(looks).toBe(2);
  hidden.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  await waitFor(() => expect(looks).toBe(3));
});

test("Dead letters are looked at, tried again, and dropped only by name", async () => {
  const done: unknown[] = [];
  answers("/api/ops/dead-letters", {
    items: [
      {
        queue: "telemetry_error",
        source: "telemetry",
        count: 3,
        looked_at: 3,
        messages: [
          {
            message_id: "m-1",
            type: "DevicesSeen",
            reason: "fault",
            exception_type: "NpgsqlException",
            exception_message: "connection refused",
            consumer: "SeenConsumer",
            stack_trace: null,
            first_seen: at,
            payload: '{"device":"ESP32-A"}',
            bytes: 812,
          },
        ],
      },
    ],
  });
  server.use(
    http.post("/api/ops/dead-letters/telemetry_error/replay", async ({ request }) => {
      done.push(["replay", await request.json()]);
      return HttpResponse.json({ queue: "telemetry_error", source: "telemetry", moved: 3, left: 0 });
    }),
    http.delete("/api/ops/dead-letters/telemetry_error", async ({ request }) => {
      done.push(["purge", await request.json()]);
      return HttpResponse.json({ queue: "telemetry_error", dropped: 3 });
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Look at telemetry_error" }));
  expect(await screen.findByText("NpgsqlException: connection refused")).toBeVisible();
  expect(screen.getByText('{"device":"ESP32-A"}')).toBeVisible();
  await user.click(screen.getAllByRole("button", { name: "Close" })[0] as HTMLElement);

  await user.click(await screen.findByRole("button", { name: "Try telemetry_error again" }));
  expect(await screen.findByRole("alertdialog")).toHaveTextContent("3 messages go back");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("3 messages went back.")).toBeVisible();

  await user.click(await screen.findByRole("button", { name: "Drop telemetry_error" }));
  const drop = await screen.findByRole("button", { name: "Drop" });
  expect(drop).toBeDisabled();
  await user.type(screen.getByRole("textbox", { name: /Type/ }), "telemetry_error");
  await user.click(drop);
  expect(await screen.findByText("3 messages were dropped.")).toBeVisible();
  expect(done).toEqual([
    ["replay", {}],
    ["purge", { confirm: "telemetry_error" }],
  ]);
});
