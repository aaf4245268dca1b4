import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { alert, alertEvent } from "../../../../tests/alerts";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import { ago } from "../../../../tests/time";
import Alerts from "./Alerts";

const humid = alert({
  alert_id: 30,
  pit_id: 102,
  pit_code: "pit2",
  pit_name: "Back",
  alert_type: "humidity_high",
  severity: "warning",
  subject: "humidity",
  value: 74.5,
  limit_value: 70,
});
let asked: URLSearchParams[] = [];

/** What is not over, and all there ever was. */
function platform(active: object[], all: object[] = active, next: string | null = null) {
  server.use(
    http.get("/api/alerts", ({ request }) => {
      const query = new URL(request.url).searchParams;
      if (query.get("status") === "active") return HttpResponse.json({ items: active, next_cursor: null });
      asked.push(query);
      const isLast = query.has("cursor");
      return HttpResponse.json({ items: isLast ? [] : all, next_cursor: isLast ? null : next });
    }),
  );
}

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  answers("/api/pits", {
    items: [
      { pit_id: 101, name: "Front" },
      { pit_id: 102, name: "Back" },
    ],
    next_cursor: null,
  });
});

const show = (me: Parameters<typeof renderRoute>[1]["me"] = "owner", at: string = paths.alerts) =>
  renderRoute(Alerts, { me, path: paths.alerts, at });
const cards = () => within(screen.getByRole("list", { name: "Now" })).getAllByRole("listitem");

test("Open ones come first, the worst on top, each with pit, reading and severity", async () => {
  platform([
    alert({ alert_id: 40, status: "acknowledged", acknowledged_by: 7, note: "Doors are open" }),
    humid,
    alert(),
  ]);
  await show();
  expect(await screen.findByRole("link", { name: "Back" })).toHaveAttribute("href", "/pits/102");
  expect(cards().map((card) => card.dataset["alert"])).toEqual(["31", "30", "40"]);
  expect(cards()[0]).toHaveTextContent(/Dangerous air.*Critical.*Open.*210 AQI, above 200 AQI.*Pit 1.*2 minutes ago/);
  expect(cards()[1]).toHaveTextContent(/High humidity.*Warning.*74\.5 %, above 70 %/);
  expect(cards()[2]).toHaveTextContent(/Taken on by you: “Doors are open”/);
});

test("An alert that is raised, gets worse and is over shows it without a reload", async () => {
  platform([]);
  await show();
  const socket = await connectLive();
  expect(await screen.findByText("Nothing is wrong")).toBeVisible();
  socket.say(alertEvent({ alert_type: "high_aqi", severity: "warning", value: 160, limit_value: 150 }));
  expect(await screen.findByRole("link", { name: "Bad air" })).toBeVisible();
  socket.say(alertEvent({ updated_at: ago(-2) }));
  expect(await screen.findByRole("link", { name: "Dangerous air" })).toBeVisible();
  expect(screen.getByText(/got worse/)).toBeVisible();
  // Older news, which came late, changes nothing.
  socket.say(alertEvent({ alert_type: "high_aqi", severity: "warning", updated_at: ago(60) }));
  expect(screen.getByRole("link", { name: "Dangerous air" })).toBeVisible();
  socket.say(alertEvent({ status: "cleared", updated_at: ago(-4) }));
  expect(await screen.findByText("Nothing is wrong")).toBeVisible();
});

test("How it went is a press away", async () => {
  platform([alert()]);
  answers("/api/alerts/31", {
    alert: alert(),
    history: [
      {
        change: "raised",
        alert_type: "high_aqi",
        severity: "warning",
        value: 160,
        user_id: null,
        note: null,
        at: ago(300),
      },
      {
        change: "worsened",
        alert_type: "critical_aqi",
        severity: "critical",
        value: 210,
        user_id: null,
        note: null,
        at: ago(120),
      },
    ],
  });
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "How it went" }));
  expect(await screen.findByText("Got worse")).toBeVisible();
  expect(screen.getByText(/Bad air · 160 AQI/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Hide how it went" }));
  expect(screen.queryByText("Got worse")).not.toBeInTheDocument();
});

test("Acknowledging takes a note; a refusal is said at its field, or that somebody was faster", async () => {
  platform([alert()]);
  const sent: unknown[] = [];
  server.use(
    http.post("/api/alerts/31/acknowledge", () => problem(409, "alert_not_open"), { once: true }),
    http.post("/api/alerts/31/acknowledge", async ({ request }) => {
      const body = (await request.json()) as { note: string };
      sent.push(body);
      return body.note === "bad"
        ? problem(400, "validation_failed", { errors: { note: ["must have at most 500 characters"] } })
        : HttpResponse.json(alert({ status: "acknowledged", acknowledged_by: 7, note: body.note }));
    }),
  );
  const { user } = await show("staff");
  await user.click(await screen.findByRole("button", { name: "Acknowledge: Dangerous air" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Acknowledge" }));
  expect(await dialog.findByText("This alert is not open any more.")).toBeVisible();
  await user.type(dialog.getByRole("textbox"), "bad");
  await user.click(dialog.getByRole("button", { name: "Acknowledge" }));
  expect(await dialog.findByText("must have at most 500 characters")).toBeVisible();
  await user.clear(dialog.getByRole("textbox"));
  await user.type(dialog.getByRole("textbox"), "On my way");
  await user.click(dialog.getByRole("button", { name: "Acknowledge" }));
  expect(await screen.findByText("You have taken the alert on.")).toBeVisible();
  expect(cards()[0]).toHaveTextContent(/Acknowledged.*Taken on by you: “On my way”/);
  expect(sent.at(-1)).toEqual({ note: "On my way" });
});

test("The history is filtered by status, severity, pit and period in the address, and comes in pages", async () => {
  platform([], [alert({ status: "cleared", cleared_at: ago(60), clear_reason: "recovered" })], "31");
  const { user, router } = await show("owner", "/alerts?view=history");
  const table = within(await screen.findByRole("table", { name: "History" }));
  expect(table.getByRole("link", { name: "Dangerous air" })).toHaveAttribute("href", "/alerts/31");
  expect(table.getByText("Over")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show more" }));
  await waitFor(() => expect(asked.at(-1)?.get("cursor")).toBe("31"));
  await user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "cleared");
  await user.selectOptions(screen.getByRole("combobox", { name: "Severity" }), "critical");
  await user.selectOptions(await screen.findByRole("combobox", { name: "Pit" }), "Front");
  await user.type(screen.getByLabelText("From"), "2026-11-01");
  await waitFor(() => expect(asked.at(-1)?.get("from")).toBe(new Date("2026-11-01T00:00:00").toISOString()));
  expect(Object.fromEntries(asked.at(-1) ?? [])).toMatchObject({
    status: "cleared",
    severity: "critical",
    pit_id: "101",
  });
  expect(router.state.location.search).toBe("?view=history&status=cleared&severity=critical&pit=101&from=2026-11-01");
  platform([], []);
  await user.selectOptions(screen.getByRole("combobox", { name: "Severity" }), "info");
  expect(await screen.findByText("No alert matches.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show all" }));
  await waitFor(() => expect(router.state.location.search).toBe("?view=history"));
  expect(await screen.findByRole("table", { name: "History" })).toBeVisible();
});

test("Before the first alert the history says what will be kept", async () => {
  platform([]);
  await show("staff", "/alerts?view=history");
  expect(await screen.findByText("No alerts yet")).toBeVisible();
});

test("The vendor sees whose it is, and the server's own", async () => {
  answers("/api/tenants", { items: [{ tenant_id: 1, name: "Shine Works", code: "ws_1" }], next_cursor: null });
  platform([
    alert(),
    alert({
      alert_id: 50,
      workshop_id: null,
      pit_id: null,
      pit_code: null,
      pit_name: null,
      device_id: null,
      alert_type: "disk_space",
      severity: "warning",
      subject: "disk_space",
      value: 91,
      limit_value: 85,
    }),
  ]);
  const { user } = await show("admin");
  expect(await screen.findByRole("link", { name: "Shine Works" })).toBeVisible();
  expect(cards()[1]).toHaveTextContent(/Disk almost full.*91 %, above 85 %.*Platform/);
  expect(screen.queryByRole("link", { name: "Limits" })).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Noise" })).toBeVisible();
  await user.selectOptions(screen.getByRole("combobox", { name: "Workshop" }), "1");
  expect(cards()).toHaveLength(1);
});

test("A failure can be tried again", async () => {
  server.use(http.get("/api/alerts", () => problem(503, "service_unavailable")));
  const { user } = await show("staff");
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  expect(screen.queryByRole("navigation", { name: "Pages about alerts" })).not.toBeInTheDocument();
  platform([alert()]);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "Dangerous air" })).toBeVisible();
});
