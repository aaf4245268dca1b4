import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { alert, alertEvent } from "../../../../tests/alerts";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import { ago } from "../../../../tests/time";
import Alert from "./Alert";

const raised = {
  change: "raised",
  alert_type: "critical_aqi",
  severity: "critical",
  value: 210,
  user_id: null,
  note: null,
  at: ago(120),
};

beforeEach(() => {
  answers("/api/alerts", { items: [alert()], next_cursor: null });
  answers("/api/alerts/31", { alert: alert(), history: [raised] });
});

const show = (at = "/alerts/31") => renderRoute(Alert, { path: paths.alert.pattern, at });

test("Says what is wrong and where, and is taken on here", async () => {
  let sent: unknown;
  const { user } = await show();
  expect(await screen.findByRole("heading", { level: 1, name: "Dangerous air" })).toBeVisible();
  expect(screen.getByRole("region", { name: "210 AQI, above 200 AQI" })).toHaveTextContent(/ESP32-1/);
  expect(await screen.findByRole("link", { name: "Pit 1" })).toHaveAttribute("href", "/pits/101");
  const taken = alert({ status: "acknowledged", acknowledged_by: 9, note: "Fan is on", updated_at: ago(0) });
  answers("/api/users/9", { user_id: 9, username: "ravi", name: "Ravi" });
  server.use(
    http.post("/api/alerts/31/acknowledge", async ({ request }) => {
      sent = await request.json();
      answers("/api/alerts/31", {
        alert: taken,
        history: [raised, { ...raised, change: "acknowledged", value: null, user_id: 9, note: "Fan is on" }],
      });
      return HttpResponse.json(taken);
    }),
  );
  await user.click(screen.getByRole("button", { name: "Acknowledge" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Acknowledge" }));
  const changes = within(screen.getByRole("region", { name: "How it went" }));
  expect(await changes.findByText("“Fan is on”")).toBeVisible();
  expect(await screen.findAllByText("Ravi")).toHaveLength(2);
  expect(sent).toEqual({ note: null });
});

test("Its end comes live, with the reason", async () => {
  await show();
  const socket = await connectLive();
  await screen.findByRole("heading", { level: 1, name: "Dangerous air" });
  const over = alert({ status: "cleared", cleared_at: ago(0), clear_reason: "recovered", updated_at: ago(0) });
  answers("/api/alerts/31", { alert: over, history: [raised, { ...raised, change: "cleared", value: 30 }] });
  socket.say(alertEvent({ status: "cleared" }));
  expect(await screen.findByText("back to normal")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Acknowledge" })).not.toBeInTheDocument();
});

test.each(["/alerts/99", "/alerts/rules"])(
  "%s, which is not the reader's, looks like any missing address",
  async (at) => {
    refuses("/api/alerts/99", 404, "not_found");
    await show(at);
    expect(await screen.findByText("There is nothing at this address.")).toBeVisible();
  },
);
