import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import Webhooks from "./Webhooks";

const endpoint = {
  endpoint_id: "e1",
  url: "https://partner.example/hook",
  description: "Billing",
  events: ["device.state_changed", "command.finished"],
  enabled: true,
  disabled_reason: null,
  failing_since: null,
  created_at: "2026-11-01T08:00:00Z",
};
const delivery = {
  delivery_id: "d1",
  event_id: "v1",
  type: "device.state_changed",
  state: "failed",
  attempts: 3,
  status: 500,
  problem: null,
  body: "{}",
  queued_at: "2026-11-20T08:00:00Z",
  due_at: "2026-11-20T09:00:00Z",
  finished_at: "2026-11-20T09:00:00Z",
};
const open = () => renderRoute(Webhooks, { path: paths.webhooks });
let asked: string[] = [];

beforeEach(() => {
  asked = [];
  answers("/api/webhook-endpoints", { items: [endpoint], next_cursor: null });
  answers("/api/webhook-endpoints/e1/deliveries", { items: [delivery], next_cursor: null });
});

function takes(method: "post" | "patch" | "delete", path: string, body: object = {}) {
  server.use(
    http[method](path, async ({ request }) => {
      const text = await request.text();
      asked.push(`${method} ${path} ${text}`.trim());
      return HttpResponse.json(body);
    }),
  );
}

test("An endpoint needs an HTTPS address and an event; its secret is shown once", async () => {
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "New endpoint" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByRole("textbox", { name: /Address/ }), "http://partner.example/");
  await user.click(dialog.getByRole("checkbox", { name: "A device was switched or changed" }));
  await user.click(dialog.getByRole("button", { name: "Make endpoint" }));
  expect(await dialog.findByText("An address that begins with https://.")).toBeVisible();
  expect(dialog.getByText("Choose at least one.")).toBeVisible();
  server.use(
    http.post(
      "/api/webhook-endpoints",
      () => problem(400, "invalid_request", { errors: { url: ["leads into a private network"] } }),
      { once: true },
    ),
  );
  await user.clear(dialog.getByRole("textbox", { name: /Address/ }));
  await user.type(dialog.getByRole("textbox", { name: /Address/ }), "https://10.0.0.1/");
  await user.click(dialog.getByRole("checkbox", { name: "A device came online" }));
  await user.click(dialog.getByRole("button", { name: "Make endpoint" }));
  expect(await dialog.findByText("leads into a private network")).toBeVisible();
  takes("post", "/api/webhook-endpoints", { ...endpoint, secret: "whsec_the-secret" });
  await user.clear(dialog.getByRole("textbox", { name: /Address/ }));
  await user.type(dialog.getByRole("textbox", { name: /Address/ }), "https://partner.example/");
  await user.click(dialog.getByRole("button", { name: "Make endpoint" }));
  expect(await screen.findByText("whsec_the-secret")).toBeVisible();
  expect(asked).toEqual([
    'post /api/webhook-endpoints {"url":"https://partner.example/","description":null,"events":["device.online"],"workshop_id":null}',
  ]);
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText("whsec_the-secret")).not.toBeInTheDocument());
});

test("Deliveries say what came back and are sent again; a test is sent", async () => {
  takes("post", "/api/webhook-deliveries/d1/replay");
  takes("post", "/api/webhook-endpoints/e1/test");
  const { user } = await open();
  const card = within(await screen.findByRole("listitem", { name: "Billing" }));
  await user.click(card.getByRole("button", { name: "Deliveries" }));
  const list = within(await card.findByRole("list", { name: "Deliveries" }));
  expect(list.getByRole("listitem")).toHaveTextContent(/Faileddevice\.state_changed.*HTTP 500 · 3 attempts/);
  await user.click(list.getByRole("button", { name: /Send device\.state_changed of .* again/ }));
  expect(await screen.findByText("It is sent again.")).toBeVisible();
  await user.click(card.getByRole("button", { name: "Send a test" }));
  expect(await screen.findByText("The test is on its way.")).toBeVisible();
  expect(asked).toEqual(["post /api/webhook-deliveries/d1/replay", "post /api/webhook-endpoints/e1/test"]);
});

test("One that failed for days says so and is switched on again; its secret is replaced, it is removed", async () => {
  answers("/api/webhook-endpoints", {
    items: [{ ...endpoint, enabled: false, disabled_reason: "failing" }],
    next_cursor: null,
  });
  takes("patch", "/api/webhook-endpoints/e1");
  takes("post", "/api/webhook-endpoints/e1/secret", { secret: "whsec_next" });
  takes("delete", "/api/webhook-endpoints/e1");
  const { user } = await open();
  expect(await screen.findByText(/It failed for three days/)).toBeVisible();
  await user.click(screen.getByRole("switch", { name: "Told" }));
  await user.click(screen.getByRole("button", { name: "New secret" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "New secret" }));
  expect(await screen.findByText("whsec_next")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Done" }));
  await user.click(screen.getByRole("button", { name: "Remove" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("The endpoint is removed.")).toBeVisible();
  expect(asked).toEqual([
    'patch /api/webhook-endpoints/e1 {"enabled":true,"url":null,"description":null,"events":null}',
    "post /api/webhook-endpoints/e1/secret",
    "delete /api/webhook-endpoints/e1",
  ]);
});

test("Without endpoints it says what they are for; a failure can be tried again", async () => {
  refuses("/api/webhook-endpoints", 503);
  const { user } = await open();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/webhook-endpoints", { items: [], next_cursor: null });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No endpoints")).toBeVisible();
});
