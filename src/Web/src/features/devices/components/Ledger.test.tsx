import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import { Ledger } from "./Ledger";

const ledger = {
  state: "available",
  allowed: ["returned", "decommissioned"],
  entries: [
    { at: "2026-11-01T08:00:00Z", from: null, to: "available", reason: "made", actor: "user:7" },
    { at: "2026-11-02T08:00:00Z", from: "available", to: "registered", reason: "claimed", actor: "service:registry" },
  ],
};
const open = () => renderRoute(() => <Ledger deviceId="RY4-1" />, { path: "/", me: "admin" });

beforeEach(() => {
  answers("/api/devices/RY4-1/ledger", ledger);
  answers("/api/users/7", { id: 7, username: "admin1", name: "Meera" });
});

test("Says where a unit is, where it may go, and who took each step and why", async () => {
  await open();
  const card = within(await screen.findByRole("region", { name: "Ledger" }));
  const entries = await card.findAllByRole("listitem");
  await waitFor(() => expect(entries[0]).toHaveTextContent(/In stock.*Made in a batch · Meera/));
  expect(entries[1]).toHaveTextContent(/In stock → Claimed/);
  expect(within(card.getByRole("group", { name: "Possible steps" })).getAllByRole("button")).toHaveLength(2);
});

test("A step needs a reason and is asked about; one that is not possible any more is told", async () => {
  const asked: unknown[] = [];
  server.use(
    http.post("/api/devices/RY4-1/lifecycle", async ({ request }) => {
      asked.push(await request.json());
      return asked.length === 1
        ? problem(409, "transition_not_allowed", { detail: "A unit that is returned may become resold." })
        : HttpResponse.json({ ...ledger, state: "decommissioned", allowed: [] });
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "To “Out of use”" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/there is no way back/)).toBeVisible();
  const confirm = dialog.getByRole("button", { name: "To “Out of use”" });
  expect(confirm).toBeDisabled();
  await user.type(dialog.getByRole("textbox", { name: /Reason/ }), "broken");
  await user.click(confirm);
  expect(await dialog.findByText("A unit that is returned may become resold.")).toBeVisible();
  answers("/api/devices/RY4-1/ledger", { ...ledger, state: "decommissioned", allowed: [] });
  await user.click(confirm);
  await waitFor(() => expect(screen.queryByRole("group", { name: "Possible steps" })).not.toBeInTheDocument());
  expect(asked).toEqual(Array(2).fill({ to: "decommissioned", reason: "broken" }));
});
