import { screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import type { Rule } from "../model/rule";
import AlertRules from "./AlertRules";

const critical: Rule = {
  rule_id: null,
  workshop_id: 1,
  pit_id: null,
  alert_type: "critical_aqi",
  kind: "threshold",
  measure: "aqi",
  above: 200,
  above_clear: 190,
  below: null,
  below_clear: null,
  for_seconds: 0,
  silent_seconds: null,
  repeat_minutes: null,
  severity: "critical",
  enabled: true,
  is_default: true,
  updated_at: null,
};
const silent: Rule = {
  ...critical,
  alert_type: "device_offline",
  kind: "no_data",
  measure: null,
  above: null,
  above_clear: null,
  silent_seconds: 60,
  severity: "warning",
};
const ownOfPit: Rule = {
  ...critical,
  rule_id: 8,
  pit_id: 102,
  alert_type: "temp_out_of_range",
  measure: "temperature",
  above: 30,
  above_clear: 29,
  below: 18,
  below_clear: 19.5,
  for_seconds: 60,
  repeat_minutes: 15,
  severity: "warning",
  is_default: false,
  updated_at: "2026-11-20T08:00:00Z",
};
let sent: { method: string; path: string; body: unknown }[] = [];

function takes(method: "post" | "put" | "delete", path: string, answer: () => Response) {
  server.use(
    http[method](path, async ({ request }) => {
      const text = await request.text();
      sent.push({ method, path, body: text === "" ? null : (JSON.parse(text) as unknown) });
      return answer();
    }),
  );
}

beforeEach(() => {
  window.innerWidth = 1280;
  sent = [];
  answers("/api/alert-rules", { items: [silent, critical, ownOfPit], next_cursor: null });
  answers("/api/pits", {
    items: [
      { pit_id: 101, name: "Front" },
      { pit_id: 102, name: "Back" },
    ],
    next_cursor: null,
  });
});

const show = () => renderRoute(AlertRules, { path: paths.alertRules });
const rowsOf = async (name: string) =>
  within(await screen.findByRole("table", { name }))
    .getAllByRole("row")
    .slice(1);

/** A new one begins with the platform's: the button waits for them. */
async function begin(user: UserEvent): Promise<void> {
  const button = await screen.findByRole("button", { name: "New limit" });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
}

test("Lists the platform's limits and those of single pits, with units and clear values", async () => {
  await show();
  const general = await rowsOf("For all pits");
  expect(general[0]).toHaveTextContent(/Dangerous airDefault.*above 200 AQI, over at 190 AQI.*Critical.*once/);
  expect(general[1]).toHaveTextContent(/Device offlineDefault.*silent for 60 s.*Warning/);
  const [single] = await rowsOf("For single pits");
  await waitFor(() => expect(single).toHaveTextContent(/Back: Temperature out of range/));
  expect(single).toHaveTextContent(
    /above 30 °C, over at 29 °Cbelow 18 °C, over at 19\.5 °Cfor at least 60 s.*every 15 min/,
  );
  expect(screen.queryByRole("button", { name: "Remove: Dangerous air" })).not.toBeInTheDocument();
});

test("Changing a default writes the workshop's own; what the platform says is wrong stands at the fields", async () => {
  takes("post", "/api/alert-rules", () =>
    problem(400, "validation_failed", {
      errors: { above: ["must be between 0 and 500 AQI"], above_clear: ["must be at or below above"] },
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Change: Dangerous air" }));
  const dialog = within(await screen.findByRole("dialog"));
  const above = dialog.getByRole("spinbutton", { name: "Above (AQI)" });
  expect(above).toHaveValue(200);
  await user.clear(above);
  await user.type(above, "900");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("must be between 0 and 500 AQI")).toBeVisible();
  expect(above).toBeInvalid();
  expect(dialog.getByRole("spinbutton", { name: "Over at or below (AQI)" })).toBeInvalid();
  expect(dialog.queryByRole("alert")).not.toBeInTheDocument();
  takes("post", "/api/alert-rules", () => HttpResponse.json({ ...critical, rule_id: 9 }, { status: 201 }));
  await user.clear(above);
  await user.type(above, "250");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(sent.at(-1)?.body).toEqual({
    alert_type: "critical_aqi",
    pit_id: null,
    kind: "threshold",
    measure: "aqi",
    above: 250,
    above_clear: 190,
    below: null,
    below_clear: null,
    for_seconds: 0,
    silent_seconds: null,
    repeat_minutes: null,
    severity: "critical",
    enabled: true,
    workshop_id: null,
  });
});

test("A new limit begins with the platform's of its kind, and can be for one pit; one that is there is said", async () => {
  takes("post", "/api/alert-rules", () => problem(409, "alert_rule_exists"));
  const { user } = await show();
  await begin(user);
  const dialog = within(await screen.findByRole("dialog"));
  await user.selectOptions(dialog.getByRole("combobox", { name: "Alert" }), "device_offline");
  expect(dialog.getByRole("spinbutton", { name: "Silent for (s)" })).toHaveValue(60);
  await user.selectOptions(dialog.getByRole("combobox", { name: "Pit" }), "Front");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("There is a limit of this kind for this pit already.")).toBeVisible();
  expect(sent[0]?.body).toMatchObject({
    alert_type: "device_offline",
    pit_id: 101,
    kind: "no_data",
    measure: null,
    above: null,
    for_seconds: null,
    silent_seconds: 60,
  });
});

test("The workshop makes kinds of its own", async () => {
  takes("post", "/api/alert-rules", () => HttpResponse.json({ ...critical, rule_id: 10 }, { status: 201 }));
  const { user } = await show();
  await begin(user);
  const dialog = within(await screen.findByRole("dialog"));
  await user.selectOptions(dialog.getByRole("combobox", { name: "Alert" }), "One of our own");
  await user.type(dialog.getByRole("textbox", { name: /Name/ }), "cold_pit");
  await user.selectOptions(dialog.getByRole("combobox", { name: "What is measured" }), "Temperature");
  await user.clear(dialog.getByRole("spinbutton", { name: "Above (°C)" }));
  await user.clear(dialog.getByRole("spinbutton", { name: "Over at or below (°C)" }));
  await user.type(dialog.getByRole("spinbutton", { name: "Below (°C)" }), "5.5");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(sent[0]?.body).toMatchObject({ alert_type: "cold_pit", measure: "temperature", above: null, below: 5.5 });
});

test("One of the workshop's is changed in its place, and removed", async () => {
  takes("put", "/api/alert-rules/8", () => HttpResponse.json(ownOfPit));
  takes("delete", "/api/alert-rules/8", () => new HttpResponse(null, { status: 204 }));
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Change: Back: Temperature out of range" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("switch", { name: "On" }));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(sent[0]).toMatchObject({ method: "put", body: { pit_id: 102, enabled: false, below_clear: 19.5 } });
  await user.click(screen.getByRole("button", { name: "Remove: Back: Temperature out of range" }));
  const ask = within(await screen.findByRole("alertdialog"));
  expect(ask.getByText("What counts for all pits counts here, too.")).toBeVisible();
  await user.click(ask.getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("The limit is removed.")).toBeVisible();
  expect(sent[1]?.method).toBe("delete");
});

test("A failure can be tried again", async () => {
  refuses("/api/alert-rules", 503);
  const { user } = await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  expect(screen.getByRole("button", { name: "New limit" })).toBeDisabled();
  answers("/api/alert-rules", { items: [critical], next_cursor: null });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No pit has limits of its own.")).toBeVisible();
});
