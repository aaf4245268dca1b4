import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { account } from "./people.fixture";
import Person from "./Person";

const pit = (pitId: number, name: string) => ({ pit_id: pitId, pit_number: pitId, code: `pit${pitId}`, name });

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/users/31", account());
  answers("/api/users/31/pits", { user_id: 31, pit_ids: [4] });
  answers("/api/pits", { items: [pit(4, "Left hoist"), pit(5, "Right hoist")], next_cursor: null });
});

const show = () => renderRoute(Person, { path: paths.person.pattern, at: paths.person.of(31) });

test("Permissions are saved as a whole, and only after something was changed", async () => {
  const saved: unknown[] = [];
  server.use(
    http.put("/api/users/31/pits", async ({ request }) => {
      const body = (await request.json()) as { pit_ids: number[] };
      saved.push(body);
      return saved.length === 1 ? problem(503, "unavailable") : HttpResponse.json({ user_id: 31, ...body });
    }),
  );
  const { user } = await show();
  const pits = within(await screen.findByRole("region", { name: "Pits they may see" }));
  expect(await pits.findByRole("checkbox", { name: "Left hoist" })).toBeChecked();
  const save = pits.getByRole("button", { name: "Save" });
  expect(save).toBeDisabled();
  await user.click(pits.getByRole("checkbox", { name: "Left hoist" }));
  await user.click(pits.getByRole("checkbox", { name: "Right hoist" }));
  await user.click(save);
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  // What was chosen stays, to be saved again.
  expect(pits.getByRole("checkbox", { name: "Right hoist" })).toBeChecked();
  await user.click(save);
  expect(await screen.findByText("Permissions saved.")).toBeVisible();
  expect(saved).toEqual([{ pit_ids: [5] }, { pit_ids: [5] }]);
  expect(pits.getByRole("checkbox", { name: "Left hoist" })).not.toBeChecked();
  expect(save).toBeDisabled();
});

test("Disabling asks first; the account can be enabled again", async () => {
  const changes: unknown[] = [];
  server.use(
    http.patch("/api/users/31", async ({ request }) => {
      const { disabled } = (await request.json()) as { disabled: boolean };
      changes.push(disabled);
      answers("/api/users/31", account({ disabled }));
      return HttpResponse.json(account({ disabled }));
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Disable account" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/signed out everywhere at once/)).toBeVisible();
  expect(changes).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Disable account" }));
  expect(await screen.findByText("Disabled")).toBeVisible();
  expect(await screen.findByText("Dev Patel is disabled.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Enable account" }));
  expect(await screen.findByText("Active")).toBeVisible();
  expect(changes).toEqual([true, false]);
});

test("A new temporary password asks first and is shown once", async () => {
  let asked = 0;
  server.use(
    http.post("/api/users/31/temporary-password", () => {
      asked++;
      return HttpResponse.json({ user_id: 31, username: "dev", temporary_password: "Temp-Pass-9" });
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "New temporary password" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(asked).toBe(0);
  await user.click(dialog.getByRole("button", { name: "New temporary password" }));
  expect(await screen.findByText("Temp-Pass-9")).toBeVisible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("Temp-Pass-9")).not.toBeInTheDocument());
  expect(asked).toBe(1);
});

test("A wrong telephone is said at its field", async () => {
  server.use(
    http.patch("/api/users/31", () => problem(400, "validation_failed", { errors: { phone: ["must begin with +"] } })),
  );
  const { user } = await show();
  const phone = await screen.findByRole("textbox", { name: "Telephone" });
  await user.clear(phone);
  await user.type(phone, "12");
  await user.click(within(screen.getByRole("region", { name: "Contact" })).getByRole("button", { name: "Save" }));
  expect(await screen.findByText("must begin with +")).toBeVisible();
  expect(phone).toBeInvalid();
  expect(phone).toHaveValue("12");
});

test("Another owner is shown, and left alone", async () => {
  answers("/api/users/31", account({ role: "owner" }));
  await show();
  expect(await screen.findByText("Owner")).toBeVisible();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("An account that is not there, or another's, is said to be neither", async () => {
  refuses("/api/users/31", 404, "not_found");
  await show();
  expect(await screen.findByText(/does not exist, or is not yours/)).toBeVisible();
});
