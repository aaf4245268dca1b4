import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { householder } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { details } from "./tickets.fixture";
import Ticket from "./Ticket";

const place = { path: paths.ticket.pattern, at: "/tickets/12" };
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  answers("/api/tickets/12", { ...details });
});

function takes(method: "post" | "patch", path: string) {
  server.use(
    http[method](path, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...details });
    }),
  );
}

test("The vendor reads, looks at the device's record and answers", async () => {
  answers("/api/tickets/12/attachment", {
    device_id: details.device_id,
    taken_at: "2026-11-20T08:00:00Z",
    from: "2026-11-19T08:00:00Z",
    device: { firmware: "1.4.0" },
    presence: [],
    commands: [{ command: "relay", status: "failed" }],
    refusals: [],
  });
  takes("post", "/api/tickets/12/messages");
  const { user } = await renderRoute(Ticket, { ...place, me: "admin" });
  expect(await screen.findByText("Since yesterday.")).toBeVisible();
  expect(screen.getByRole("link", { name: "To the device" })).toHaveAttribute("href", `/devices/${details.device_id}`);
  await user.click(screen.getByRole("button", { name: "Show" }));
  expect(await screen.findByRole("region", { name: "Commands" })).toHaveTextContent('"status": "failed"');
  const text = screen.getByRole("textbox", { name: "Message" });
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
  await user.type(text, "We look into it.");
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("Sent.")).toBeVisible();
  expect(text).toHaveValue("");
  expect(sent).toEqual([{ text: "We look into it." }]);
});

test("The customer closes it; a closed one takes no message until it is open again", async () => {
  takes("patch", "/api/tickets/12");
  const { user } = await renderRoute(Ticket, { ...place, me: householder() });
  expect(await screen.findByRole("link", { name: "To the device" })).toHaveAttribute(
    "href",
    `/home/${details.device_id}`,
  );
  answers("/api/tickets/12", { ...details, state: "closed" });
  await user.click(screen.getByRole("button", { name: "Close the ticket" }));
  const card = within(await screen.findByRole("region", { name: "This ticket is closed" }));
  expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  await user.click(card.getByRole("button", { name: "Open it again" }));
  expect(sent).toEqual([{ state: "closed" }, { state: "open" }]);
});

test("What is not sent stays in the field; a ticket of others is not there", async () => {
  server.use(http.post("/api/tickets/12/messages", () => problem(503, "service_unavailable")));
  const { user, unmount } = await renderRoute(Ticket, { ...place, me: householder() });
  await user.type(await screen.findByRole("textbox", { name: "Message" }), "Hello");
  await user.click(screen.getByRole("button", { name: "Send" }));
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Message" })).toHaveValue("Hello");
  unmount();
  refuses("/api/tickets/12", 404, "not_found");
  await renderRoute(Ticket, { ...place, me: householder() });
  expect(await screen.findByText("This does not exist, or is not yours.")).toBeVisible();
});
