import { act, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Job } from "@/lib/jobs/types";
import { offerReading } from "@/lib/live/readings";
import { paths } from "@/lib/paths";
import { alert, alertEvent } from "../../../../tests/alerts";
import { fromNow, job, jobStatus } from "../../../../tests/jobs";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import type { Pit } from "@/lib/pits/pit";
import Pits from "./Pits";

function pit(number: number, more: Partial<Pit> = {}): Pit {
  return {
    pit_id: 100 + number,
    workshop_id: 1,
    pit_number: number,
    code: `pit${number}`,
    name: `Pit ${number}`,
    device_id: `ESP32-${number}`,
    status: "online",
    camera_model: null,
    camera_ip: null,
    has_camera_rtsp_url: false,
    license_status: "active",
    license_reason: "",
    ...more,
  };
}

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

function reading(number: number, seconds: number, more: object = {}) {
  return {
    pit_id: 100 + number,
    device_id: `ESP32-${number}`,
    temperature: 24.1,
    humidity: 51,
    aqi: 42,
    pressure: 1008,
    aqi_accuracy: 3,
    timestamp: ago(seconds),
    received_at: ago(seconds),
    ...more,
  };
}

function platform(pits: Pit[], latest: ReturnType<typeof reading>[] = [], jobs: Job[] = []) {
  answers("/api/jobs", jobs as never);
  answers("/api/pits", { items: pits, next_cursor: null });
  answers("/api/telemetry/latest", { items: latest, next_cursor: null });
  answers("/api/alerts", { items: [], next_cursor: null });
}

const show = (me: Parameters<typeof renderRoute>[1]["me"] = "owner", at: string = paths.pits) =>
  renderRoute(Pits, { me, path: paths.pits, at });
const tile = async (name: string) =>
  within((await screen.findByRole("link", { name }, { timeout: 5_000 })).closest("li") ?? document.body);
const names = () => screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);

afterEach(() => {
  vi.restoreAllMocks();
  // The network is back for whoever heard that it was gone.
  dispatchEvent(new Event("online"));
});

describe("Pits", () => {
  test("Tiles come by number, with values, camera and job's place, each leading to its pit", async () => {
    platform(
      [pit(2, { camera_model: "Hikvision DS-2CD" }), pit(1)],
      [reading(1, 2), reading(2, 2, { temperature: 30.2, aqi: 130 })],
    );
    const { user } = await show();
    await connectLive();
    const second = await tile("Pit 2");
    expect(names()).toEqual(["Pit 1", "Pit 2"]);
    expect(await second.findByText("30.2 °C")).toBeVisible();
    expect(second.getByText("51 %")).toBeVisible();
    expect(second.getByText("130")).toBeVisible();
    expect(second.getByText("Poor")).toBeVisible();
    expect(second.getByText("Hikvision DS-2CD")).toBeVisible();
    expect(await second.findByText("No job running")).toBeVisible();
    const first = await tile("Pit 1");
    expect(first.getByText("Good")).toBeVisible();
    expect(first.queryByText("Hikvision DS-2CD")).toBeNull();
    await user.click(screen.getByRole("link", { name: "Pit 2" }));
    expect(screen.getByText("at /pits/102")).toBeVisible();
  });

  test("The running job's car and its time stand in the tile, and go when it ends", async () => {
    platform([pit(1), pit(2)], [], [job({ estimated_end_time: fromNow(65.2) })]);
    await show();
    const socket = await connectLive();
    const first = await tile("Pit 1");
    expect(await first.findByText(/Honda City/)).toBeVisible();
    expect(first.getByText(/KA 01 AB 1234 · /)).toBeVisible();
    expect(first.getByText("1 hr 5 mins left")).toBeVisible();
    expect((await tile("Pit 2")).getByText("No job running")).toBeVisible();
    answers("/api/jobs", [{ ...job({ estimated_end_time: fromNow(-10.2), version: 6 }) }]);
    socket.say(jobStatus({ status: "in_progress", estimated_end_time: fromNow(-10.2) }));
    expect(await first.findByText("10 mins over")).toBeVisible();
    answers("/api/jobs", []);
    socket.say(jobStatus({ status: "completed", version: 7 }));
    expect(await first.findByText("No job running")).toBeVisible();
  });

  test("Overdue work is marked", async () => {
    platform([pit(1)], [], [job({ estimated_end_time: fromNow(-10.2) })]);
    await show();
    expect(await (await tile("Pit 1")).findByText("10 mins over")).toHaveClass("text-bad");
  });

  test("Nothing is said of jobs that cannot be known: to customers of others' cars, and while the service is away", async () => {
    platform([pit(1)]);
    const { unmount } = await show("customer");
    await tile("Pit 1");
    expect(screen.queryByText("No job running")).toBeNull();
    unmount();
    platform([pit(1)]);
    refuses("/api/jobs", 503);
    await show();
    await tile("Pit 1");
    expect(screen.queryByText("No job running")).toBeNull();
  });

  test("A live value changes its tile and no other", async () => {
    platform([pit(1), pit(2)], [reading(1, 2), reading(2, 2, { temperature: 19.5 })]);
    await show();
    const socket = await connectLive();
    const first = await tile("Pit 1");
    await first.findByText("24.1 °C");
    socket.say({ type: "sensor_update", tenant_id: 1, kind: "environment", ...reading(1, 0, { temperature: 25.6 }) });
    expect(first.getByText("25.6 °C")).toBeVisible();
    expect((await tile("Pit 2")).getByText("19.5 °C")).toBeVisible();
  });

  test("The worst of a pit's alerts stands on its tile, live; a customer has none", async () => {
    platform([pit(1), pit(2)]);
    answers("/api/alerts", {
      items: [alert({ alert_id: 1, severity: "warning", alert_type: "humidity_high" }), alert({ alert_id: 2 })],
      next_cursor: null,
    });
    const { unmount } = await show();
    const socket = await connectLive();
    const first = await tile("Pit 1");
    expect(await first.findByText("Critical alert")).toBeVisible();
    expect((await tile("Pit 2")).queryByText(/alert/i)).not.toBeInTheDocument();
    socket.say(alertEvent({ alert_id: 2, status: "cleared" }));
    expect(await first.findByText("Alert")).toBeVisible();
    unmount();
    refuses("/api/alerts", 403);
    await show("customer");
    expect((await tile("Pit 1")).queryByText(/alert/i)).not.toBeInTheDocument();
  });

  test("A device that is switched off turns its tile at once, with the reason, and back", async () => {
    platform([pit(1), pit(2)], [reading(1, 1)]);
    await show();
    const socket = await connectLive();
    const first = await tile("Pit 1");
    expect(await first.findByText("Online")).toBeVisible();
    const off = {
      type: "license_switch",
      tenant_id: 1,
      pit_id: 101,
      device_id: "ESP32-1",
      switch_id: "1",
      status: "suspended",
      reason: "payment_overdue",
      requested_at: ago(0),
      command_sent_at: null,
      effective_at: null,
      confirmed_at: null,
      command_status: null,
    } as const;
    socket.say(off);
    expect(await first.findByText("Disabled")).toBeVisible();
    expect(first.getByText("Switched off: payment overdue")).toBeVisible();
    expect(first.getByText(/^Last value/)).toBeVisible();
    expect((await tile("Pit 2")).getByText("Online")).toBeVisible();
    socket.say({ ...off, status: "active", reason: "paid" });
    expect(await first.findByText("Online")).toBeVisible();
    socket.say({
      type: "device_status",
      tenant_id: 1,
      pit_id: 101,
      device_id: "ESP32-1",
      status: "disabled",
      at: ago(0),
    });
    expect(await first.findByText("Disabled")).toBeVisible();
    socket.say({
      type: "device_status",
      tenant_id: 1,
      pit_id: 101,
      device_id: "ESP32-1",
      status: "offline",
      at: ago(0),
    });
    expect(await first.findByText("Offline")).toBeVisible();
  });

  test("A late word about an earlier switch or state does not take the newer one's place", async () => {
    platform([pit(1)], [reading(1, 1)]);
    await show();
    const socket = await connectLive();
    const first = await tile("Pit 1");
    await first.findByText("Online");
    const thrown = { type: "license_switch", tenant_id: 1, pit_id: 101, device_id: "ESP32-1" } as const;
    const step = { command_sent_at: null, effective_at: null, confirmed_at: null, command_status: null };
    const off = {
      ...thrown,
      ...step,
      switch_id: "1",
      status: "suspended",
      reason: "overdue",
      requested_at: ago(9),
    } as const;
    socket.say(off);
    await first.findByText("Disabled");
    socket.say({ ...thrown, ...step, switch_id: "2", status: "active", reason: "paid", requested_at: ago(1) });
    await first.findByText("Online");
    socket.say({ ...off, confirmed_at: ago(8) });
    expect(first.getByText("Online")).toBeVisible();
    const status = { type: "device_status", tenant_id: 1, pit_id: 101, device_id: "ESP32-1" } as const;
    socket.say({ ...status, status: "offline", at: ago(2) });
    await first.findByText("Offline");
    socket.say({ ...status, status: "online", at: ago(1) });
    await first.findByText("Online");
    socket.say({ ...status, status: "disabled", at: ago(3) });
    expect(first.getByText("Online")).toBeVisible();
  });

  test("An answer that was asked for before something happened does not undo it", async () => {
    platform([pit(1)], [reading(1, 1)]);
    await show();
    const socket = await connectLive();
    const first = await tile("Pit 1");
    await first.findByText("Online");
    let answer: () => void = () => undefined;
    const asked = vi.fn();
    server.use(
      http.get("/api/pits", async () => {
        asked();
        await new Promise<void>((resolve) => (answer = resolve));
        return HttpResponse.json({ items: [pit(1), pit(2, { status: "offline" })], next_cursor: null });
      }),
    );
    const status = { type: "device_status", tenant_id: 1, at: ago(0) } as const;
    socket.say({ ...status, pit_id: 102, device_id: "ESP32-2", status: "online" });
    await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
    const step = { command_sent_at: null, effective_at: null, confirmed_at: null, command_status: null };
    socket.say({
      ...step,
      ...{ type: "license_switch", tenant_id: 1, pit_id: 101, device_id: "ESP32-1", switch_id: "1" },
      ...{ status: "suspended", reason: "overdue", requested_at: ago(0) },
    });
    await first.findByText("Disabled");
    answer();
    expect((await tile("Pit 2")).getByText("Online")).toBeVisible();
    expect((await tile("Pit 1")).getByText("Disabled")).toBeVisible();
  });

  test("A value that gets old is delayed after 30 s, and says how old it is", async () => {
    platform([pit(1), pit(2, { device_id: null, status: "no_device" })], [reading(1, 1)]);
    await show();
    await connectLive();
    const first = await tile("Pit 1");
    await first.findByText("24.1 °C");
    expect(first.getByText(/^Live/)).toBeVisible();
    expect((await tile("Pit 2")).getByText("No reading yet")).toBeVisible();
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    vi.setSystemTime(Date.now() + 35_000);
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(first.getByText(/^Delayed/)).toBeVisible();
    expect(first.getByText(/^3[67] seconds ago$/)).toBeVisible();
  });

  test("Without a network nothing is shown as live", async () => {
    platform([pit(1)], [reading(1, 1)]);
    await show();
    await connectLive();
    const first = await tile("Pit 1");
    await first.findByText(/^Live/);
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    act(() => void dispatchEvent(new Event("offline")));
    expect(first.getByText(/^Last value/)).toBeVisible();
    expect(first.getByText("24.1 °C")).toBeVisible();
  });

  test("Few pits need no filter; from ten on they are found by name, number, device and state", async () => {
    platform(Array.from({ length: 9 }, (_, index) => pit(index + 1)));
    const { unmount } = await show();
    await tile("Pit 1");
    expect(screen.queryByRole("searchbox")).toBeNull();
    unmount();
    platform([
      ...Array.from({ length: 10 }, (_, index) => pit(index + 1)),
      pit(11, { status: "offline", name: "Paint booth" }),
    ]);
    const { user } = await show();
    await tile("Paint booth");
    await user.click(screen.getByRole("button", { name: /Offline/ }));
    expect(names()).toEqual(["Paint booth"]);
    await user.click(screen.getByRole("button", { name: /All/ }));
    await user.type(screen.getByRole("searchbox"), "ESP32-7");
    await vi.waitFor(() => expect(names()).toEqual(["Pit 7"]));
    await user.clear(screen.getByRole("searchbox"));
    await user.type(screen.getByRole("searchbox"), "nothing");
    expect(await screen.findByText("No pit matches.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show all" }));
    await vi.waitFor(() => expect(names()).toHaveLength(11));
  });

  test("An empty workshop tells its owner how to begin, and others whom to ask", async () => {
    platform([]);
    const { user, unmount } = await show("owner");
    await user.click(await screen.findByRole("link", { name: "Add the first device" }));
    expect(screen.getByText("at /devices/new")).toBeVisible();
    unmount();
    platform([]);
    await show("staff");
    expect(await screen.findByText(/has not given you a pit/)).toBeVisible();
    expect(screen.queryByRole("link", { name: "Add the first device" })).toBeNull();
  });

  test("When the platform is away it says so and how to go on", async () => {
    refuses("/api/pits", 503);
    answers("/api/jobs", []);
    answers("/api/telemetry/latest", { items: [], next_cursor: null });
    const { user } = await show();
    expect(await screen.findByText(/is away for a moment/)).toBeVisible();
    platform([pit(1)]);
    await user.click(screen.getByRole("button", { name: /again/i }));
    expect(await screen.findByRole("link", { name: "Pit 1" })).toBeVisible();
  });

  test("An admin says of which workshop", async () => {
    await show("admin");
    expect(await screen.findByRole("link", { name: "To the workshops" })).toBeVisible();
  });

  test("An older answer does not overwrite a newer live value", async () => {
    offerReading(101, { temperature: 26.6, humidity: 50, aqi: 10, pressure: 1000, timestamp: ago(1) });
    platform([pit(1)], [reading(1, 60)]);
    await show();
    expect(await (await tile("Pit 1")).findByText("26.6 °C")).toBeVisible();
  });
});
