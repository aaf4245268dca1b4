import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { answersDevices, householder, ownDevice, serial } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { details, ticket } from "./tickets.fixture";
import Tickets from "./Tickets";

let asked: URLSearchParams[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  answersDevices(ownDevice());
  server.use(
    http.get("/api/tickets", ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items: [{ ...ticket }], next_cursor: null });
    }),
  );
});

test("A customer sees the own questions and whose turn it is, and filters them in the address", async () => {
  const { user, router } = await renderRoute(Tickets, { path: paths.tickets, me: householder() });
  const row = (await screen.findAllByRole("row"))[1];
  expect(row).toHaveTextContent(/Relay 2 does not switchWaiting for an answerLiving room/);
  expect(screen.getByRole("link", { name: ticket.subject })).toHaveAttribute("href", "/tickets/12");
  await user.click(screen.getByRole("button", { name: "Answered" }));
  await vi.waitFor(() => expect(asked.at(-1)?.get("state")).toBe("answered"));
  expect(router.state.location.search).toBe("?state=answered");
});

test("The vendor sees who asks, and opens none", async () => {
  await renderRoute(Tickets, { path: paths.adminTickets, me: "admin" });
  expect((await screen.findAllByRole("row"))[1]).toHaveTextContent(/To be answeredLiving roomAsha/);
  expect(screen.queryByRole("button", { name: "Ask for help" })).not.toBeInTheDocument();
});

test("A question needs a device, a subject and a text; its device may be chosen already", async () => {
  let sent: unknown;
  server.use(
    http.post("/api/tickets", async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ ...details }, { status: 201 });
    }),
  );
  const { user } = await renderRoute(Tickets, {
    path: paths.tickets,
    at: `/tickets?device_id=${serial}`,
    me: householder(),
  });
  await user.click(await screen.findByRole("button", { name: "Ask for help" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByRole("combobox", { name: /Device/ })).toHaveDisplayValue("Living room");
  expect(dialog.getByText(/What is on record of this device/)).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Send" }));
  expect(await dialog.findAllByText("Please fill this in.")).toHaveLength(2);
  await user.type(dialog.getByRole("textbox", { name: /Subject/ }), "Relay 2");
  await user.type(dialog.getByRole("textbox", { name: /What happens/ }), "It clicks.");
  await user.click(dialog.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("at /tickets/12")).toBeVisible();
  expect(sent).toEqual({ device_id: serial, subject: "Relay 2", text: "It clicks." });
});

test("Without tickets it says what they are for; a failure can be tried again", async () => {
  answers("/api/tickets", { items: [], next_cursor: null });
  const { unmount } = await renderRoute(Tickets, { path: paths.tickets, me: householder() });
  expect(await screen.findByText("No tickets")).toBeVisible();
  unmount();
  refuses("/api/tickets", 503);
  const { user } = await renderRoute(Tickets, { path: paths.tickets, me: householder() });
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/tickets", { items: [], next_cursor: null });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No tickets")).toBeVisible();
});
