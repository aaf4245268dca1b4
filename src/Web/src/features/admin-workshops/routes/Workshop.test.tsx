import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import { workshop } from "./workshops.fixture";
import Workshop from "./Workshop";

const owner = {
  user_id: 31,
  username: "owner_workshop_003",
  role: "owner",
  workshop_id: 3,
  name: "Asha Rao",
  email: "asha@example.com",
  phone: null,
  disabled: false,
  password_is_temporary: false,
  created_at: "2026-11-01T08:00:00Z",
  last_sign_in_at: null,
};

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/tenants/3", workshop);
  answers("/api/tenants/3/status-changes", { items: [], next_cursor: null });
  answers("/api/devices/figures", { items: [{ workshop_id: 3, pits: 5, devices: 7, online: 6 }] });
  answers("/api/telemetry/figures", { items: [] });
  answers("/api/licenses/figures", {
    active: 6,
    suspended: 1,
    expired: 0,
    violations_last_day: 12,
    violating_devices_last_day: 1,
  });
  answers("/api/users", {
    items: [owner, { ...owner, user_id: 32, username: "staff_1", name: "Dev", role: "staff" }],
    next_cursor: null,
  });
});

const show = () =>
  renderRoute(Workshop, { me: "admin", path: paths.adminWorkshop.pattern, at: paths.adminWorkshop.of(3) });

test("Suspending needs the name and a reason, says in numbers what happens, and shows it", async () => {
  const asked: unknown[] = [];
  server.use(
    http.post("/api/tenants/3/suspend", async ({ request }) => {
      asked.push(await request.json());
      const after = {
        ...workshop,
        status: "suspended",
        status_reason: "payment_overdue",
        status_changed_at: "2026-11-20T10:00:00Z",
      };
      answers("/api/tenants/3", after);
      return HttpResponse.json(after);
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Suspend" }));
  const dialog = await screen.findByRole("alertdialog");
  expect(dialog).toHaveTextContent("7 devices stop within a second.");
  expect(dialog).toHaveTextContent("4 accounts can still sign in and read");
  const confirm = screen.getByRole("button", { name: "Suspend" });
  expect(confirm).toBeDisabled();
  await user.selectOptions(screen.getByRole("combobox", { name: /Reason/ }), "payment_overdue");
  expect(confirm).toBeDisabled();
  await user.type(screen.getByRole("textbox", { name: /Type/ }), "shine works");
  expect(confirm).toBeDisabled();
  await user.clear(screen.getByRole("textbox", { name: /Type/ }));
  await user.type(screen.getByRole("textbox", { name: /Type/ }), "Shine Works");
  expect(confirm).toBeEnabled();
  await user.click(confirm);
  expect(await screen.findByRole("button", { name: "Activate" })).toBeVisible();
  expect(asked).toEqual([{ reason: "payment_overdue" }]);
  expect(screen.getByText("Payment is overdue")).toBeVisible();
});

test("A refused suspension stays in sight with what to do", async () => {
  server.use(
    http.post("/api/tenants/3/suspend", () => problem(409, "tenant_suspended", { detail: "Suspended already." })),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Suspend" }));
  await user.selectOptions(await screen.findByRole("combobox", { name: /Reason/ }), "abuse");
  await user.type(screen.getByRole("textbox", { name: /Type/ }), "Shine Works");
  await user.click(screen.getByRole("button", { name: "Suspend" }));
  expect(await screen.findByText(/Suspended already/)).toBeVisible();
  expect(screen.getByRole("alertdialog")).toBeVisible();
});

test("Leads to its devices, licenses and violations", async () => {
  await show();
  expect(await screen.findByRole("link", { name: "Devices" })).toHaveAttribute("href", "/admin/devices?workshop=3");
  expect(screen.getByRole("link", { name: "Licenses" })).toHaveAttribute("href", "/admin/licenses?workshop=3");
  expect(screen.getByRole("link", { name: "Violations" })).toHaveAttribute("href", "/admin/violations?workshop=3");
});

test("Only the owner gets a new password from here, and it is shown once", async () => {
  server.use(
    http.post("/api/users/31/temporary-password", () =>
      HttpResponse.json({ user_id: 31, username: "owner_workshop_003", temporary_password: "New-Pass-9" }),
    ),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "New password for owner_workshop_003" }));
  expect(screen.queryByRole("button", { name: "New password for staff_1" })).toBeNull();
  await user.click(await screen.findByRole("button", { name: "New password" }));
  expect(await screen.findByText("New-Pass-9")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText("New-Pass-9")).toBeNull());
});

test("Changes what an admin may change; a wrong value is said at its field", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.patch("/api/tenants/3", async ({ request }) => {
      bodies.push(await request.json());
      return bodies.length === 1
        ? problem(400, "validation_failed", { errors: { phone: ["must begin with +"] } })
        : HttpResponse.json({ ...workshop, phone: "+919876543210" });
    }),
  );
  const { user } = await show();
  const phone = await screen.findByRole("textbox", { name: "Telephone" });
  await user.type(phone, "12");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("must begin with +")).toBeVisible();
  await user.clear(phone);
  await user.type(phone, "+919876543210");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(bodies[1]).toMatchObject({ phone: "+919876543210", name: "Shine Works" });
});
