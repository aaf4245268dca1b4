import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { alert, alertEvent } from "../../../../tests/alerts";
import { pitOf } from "../../../../tests/pits";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import { ago } from "../../../../tests/time";
import Pit from "./Pit";

// The canvas is the browser's; what is drawn is tested as data (chart.test.ts), the look in the browser tests.
vi.mock("../chart/Plot", () => ({ Plot: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

const pit = pitOf(1, { pit_id: 4, camera_model: "Hikvision DS-2CD" });
const values = { temperature: 24.1, humidity: 51, aqi: 42, pressure: 1008, aqi_accuracy: 3 };

/** What was asked for. */
let asked: URLSearchParams[];

beforeEach(() => {
  asked = [];
  answers("/api/jobs", []);
  answers("/api/pits/4", pit);
  answers("/api/alerts", { items: [], next_cursor: null });
  answers("/api/pits/4/sensors/latest", { ...values, timestamp: ago(2) });
  answers("/api/pits/4/events", {
    items: [{ at: ago(600), kind: "disabled", device_id: "ESP32-1", reason: "payment_overdue" }],
  });
  server.use(
    http.get("/api/pits/4/sensors/history", ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json([
        { ...values, temperature: 20, temperature_min: 19, temperature_max: 21, timestamp: ago(240) },
        { ...values, temperature: 22, temperature_min: 20, temperature_max: 26, timestamp: ago(180) },
      ]);
    }),
  );
});

const show = (at = "/pits/4", me: Parameters<typeof renderRoute>[1]["me"] = "owner") =>
  renderRoute(Pit, { me, path: paths.pit.pattern, at });
const spanAsked = () => Date.parse(asked.at(-1)?.get("to") ?? "") - Date.parse(asked.at(-1)?.get("from") ?? "");

describe("Alerts of a pit", () => {
  test("Stand above its values while they are there, and on the time line when they came and went", async () => {
    const own = alert({ pit_id: 4 });
    const former = alert({ alert_id: 30, pit_id: 4, alert_type: "high_aqi", severity: "warning", status: "cleared" });
    server.use(
      http.get("/api/alerts", ({ request }) => {
        const isActive = new URL(request.url).searchParams.get("status") === "active";
        const items = isActive ? [own] : [own, { ...former, raised_at: ago(900), cleared_at: ago(700) }];
        return HttpResponse.json({ items, next_cursor: null });
      }),
    );
    await show();
    const socket = await connectLive();
    const here = within(await screen.findByRole("region", { name: "Alerts here now" }));
    expect(here.getByRole("link", { name: "Dangerous air" })).toHaveAttribute("href", "/alerts/31");
    const happened = within(await screen.findByRole("group", { name: "What happened" }));
    expect(await happened.findByText("Alert: Dangerous air")).toBeVisible();
    expect(happened.getByText("Over: Bad air")).toBeVisible();
    socket.say(alertEvent({ pit_id: 4, status: "cleared" }));
    await vi.waitFor(() => expect(screen.queryByText("Alerts here now")).not.toBeInTheDocument());
  });
});

describe("A pit", () => {
  test("Big values with the air in a word, live", async () => {
    await show();
    const socket = await connectLive();
    const now = within(await screen.findByRole("region", { name: "Values now" }));
    expect(await now.findByText("24.1 °C")).toBeVisible();
    expect(now.getByText("1,008 hPa")).toBeVisible();
    expect(now.getByText("Good")).toBeVisible();
    const update = {
      type: "sensor_update",
      tenant_id: 1,
      pit_id: 4,
      device_id: "ESP32-1",
      kind: "environment",
      ...values,
      timestamp: ago(0),
      received_at: ago(0),
    } as const;
    socket.say({ ...update, aqi: 101, temperature: 25.5 });
    expect(now.getByText("25.5 °C")).toBeVisible();
    expect(now.getByText("Poor")).toBeVisible();
    expect(now.getByText(/^Live/)).toBeVisible();
  });

  test("The range is in the address, and asks for a level within 2,000 points", async () => {
    const { user, router } = await show("/pits/4?range=7d");
    expect(await screen.findByRole("img", { name: /Temperature/ })).toBeInTheDocument();
    expect(asked.at(-1)?.get("resolution")).toBe("hour");
    expect(spanAsked()).toBe(7 * 24 * 3_600_000);
    await user.click(screen.getByRole("radio", { name: "90 d" }));
    expect(router.state.location.search).toBe("?range=90d");
    await vi.waitFor(() => expect(asked.at(-1)?.get("resolution")).toBe("day"));
    await user.click(screen.getByRole("radio", { name: "1 h" }));
    await vi.waitFor(() => expect(asked.at(-1)?.get("resolution")).toBe("raw"));
  });

  test("Charts have a summary in words, and the values as a table", async () => {
    const { user } = await show();
    const chart = await screen.findByRole("img", { name: /Temperature/ });
    expect(chart).toHaveAccessibleName(/min 19\.0 °C · avg 21\.0 °C · max 26\.0 °C/);
    await user.click(screen.getByRole("button", { name: "As table" }));
    expect(screen.getByText("22.0 °C (20.0–26.0)")).toBeVisible();
    expect(screen.queryByRole("img", { name: /Temperature/ })).toBeNull();
  });

  test("A closer look asks for finer points of that time, and ends with one button", async () => {
    const { user } = await show("/pits/4?range=24h");
    await screen.findByRole("img", { name: /Temperature/ });
    const before = asked.length;
    for (let times = 0; times < 5; times++) await user.click(screen.getByRole("button", { name: "Closer" }));
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before));
    await vi.waitFor(() => expect(asked.at(-1)?.get("resolution")).toBe("raw"));
    expect(spanAsked()).toBeLessThan(2 * 3_600_000);
    await user.click(screen.getByRole("button", { name: "Show all" }));
    expect(screen.getByRole("button", { name: "Show all" })).toBeDisabled();
  });

  test("CSV is what is shown", async () => {
    const kept: Blob[] = [];
    vi.stubGlobal(
      "URL",
      Object.assign(URL, {
        createObjectURL: (blob: Blob) => (kept.push(blob), "blob:csv"),
        revokeObjectURL: () => undefined,
      }),
    );
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    const { user } = await show();
    await screen.findByRole("img", { name: /Temperature/ });
    await user.click(screen.getByRole("button", { name: "CSV" }));
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsText(kept[0] ?? new Blob());
    });
    expect(text.split("\r\n")[0]).toContain("time,temperature (°C),temperature min (°C)");
    expect(text.split("\r\n")).toHaveLength(4);
    expect(text).toContain(",22.00,20.00,26.00,");
  });

  test("What happened is listed in words", async () => {
    await show();
    expect(await screen.findByText("License switched off")).toBeVisible();
    expect(screen.getByText(/payment overdue/)).toBeVisible();
  });

  test("Full screen shows the name with the values, and Escape ends it", async () => {
    const { user } = await show();
    await user.click(await screen.findByRole("button", { name: "Full screen" }));
    expect(screen.getByRole("button", { name: "Leave full screen" })).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.getByRole("button", { name: "Full screen" })).toBeVisible();
  });

  test("A pit without readings says so", async () => {
    refuses("/api/pits/4/sensors/latest", 404, "not_found");
    answers("/api/pits/4/sensors/history", []);
    await show();
    expect(await screen.findByText("No reading yet")).toBeVisible();
    expect(await screen.findByText("There are no readings in this time.")).toBeVisible();
  });

  test("History of a pit that never reported is empty and no failure", async () => {
    refuses("/api/pits/4/sensors/history", 404, "not_found");
    await show();
    expect(await screen.findByText("There are no readings in this time.")).toBeVisible();
  });

  test.each(["/pits/5", "/pits/x", "/pits/0", "/pits/-4"])(
    "%s, which is not the reader's, is not found",
    async (address) => {
      refuses("/api/pits/5", 404, "not_found");
      await show(address, "staff");
      expect(await screen.findByText("There is nothing at this address.")).toBeVisible();
    },
  );

  test("Customers get no link to the device", async () => {
    await show("/pits/4", "customer");
    await screen.findByText("Hikvision DS-2CD");
    expect(screen.queryByRole("link", { name: "Open the device" })).toBeNull();
  });
});
