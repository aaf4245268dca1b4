import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { ago } from "../../../../tests/time";
import Deliveries from "./Deliveries";

const delivery = {
  delivery_id: "0199-1",
  message_id: "0199-0",
  kind: "alert_raised",
  channel: "sms",
  recipient: "+919876543210",
  user_id: 7,
  state: "delivered",
  reason: null,
  delayed: false,
  attempts: 1,
  queued_at: ago(60),
  sent_at: ago(58),
  finished_at: ago(55),
};
let asked: URLSearchParams[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  server.use(
    http.get("/api/deliveries", ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const items = [
        delivery,
        { ...delivery, delivery_id: "0199-2", state: "failed", reason: "no_phone", recipient: "" },
        { ...delivery, delivery_id: "0199-3", state: "queued", reason: "provider_unreachable", delayed: true },
        { ...delivery, delivery_id: "0199-4", channel: "push", state: "failed", reason: "push_http_403" },
      ];
      return HttpResponse.json({ items: query.get("state") === "sent" ? [] : items, next_cursor: null });
    }),
  );
});

const show = (me: "owner" | "admin" = "owner") => renderRoute(Deliveries, { me, path: paths.deliveries });

test("Says what became of each message, and why it did not arrive", async () => {
  await show();
  const rows = within(await screen.findByRole("table", { name: "Deliveries" }))
    .getAllByRole("row")
    .slice(1);
  expect(rows[0]).toHaveTextContent(/Alert raisedSMS\+919876543210Delivered/);
  expect(rows[1]).toHaveTextContent(/Failedno telephone number is known/);
  expect(rows[2]).toHaveTextContent(/QueuedDelayedthe provider cannot be reached/);
  expect(rows[3]).toHaveTextContent(/Pusha browserFailedpush http 403/);
});

test("Is filtered by state and channel in the address", async () => {
  const { user, router } = await show();
  await user.selectOptions(await screen.findByRole("combobox", { name: "Channel" }), "WhatsApp");
  await user.click(screen.getByRole("button", { name: "Sent" }));
  expect(await screen.findByText("No delivery matches.")).toBeVisible();
  expect(asked.at(-1)?.toString()).toBe("state=sent&channel=whatsapp");
  await user.click(screen.getByRole("button", { name: "Show all" }));
  await waitFor(() => expect(router.state.location.search).toBe(""));
});

test("The vendor chooses a workshop", async () => {
  answers("/api/tenants", { items: [{ tenant_id: 3, name: "Shine Works", code: "ws_3" }], next_cursor: null });
  const { user } = await show("admin");
  const workshops = await screen.findByRole("combobox", { name: "Workshop" });
  await within(workshops).findByRole("option", { name: /Shine Works/ });
  await user.selectOptions(workshops, "3");
  await waitFor(() => expect(asked.at(-1)?.get("workshop_id")).toBe("3"));
});

test("A failure can be tried again", async () => {
  refuses("/api/deliveries", 503);
  const { user } = await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/deliveries", { items: [], next_cursor: null });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nothing was sent yet")).toBeVisible();
});
