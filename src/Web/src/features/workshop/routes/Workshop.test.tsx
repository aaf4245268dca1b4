import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import type { Workshop as Details } from "../api/workshop";
import Workshop from "./Workshop";

const workshop: Details = {
  tenant_id: 1,
  workshop_id: 1,
  code: "ws_1",
  kind: "workshop",
  name: "Demo Workshop",
  owner_name: "Asha Rao",
  address: null,
  email: null,
  phone: null,
  plan: null,
  status: "active",
  status_reason: null,
  status_changed_at: null,
  time_zone: "Asia/Bangkok",
  created_at: "2026-11-01T08:00:00Z",
  pits: 1,
  users: 2,
};
const hoist = {
  pit_id: 4,
  workshop_id: 1,
  pit_number: 4,
  code: "pit4",
  name: "Left hoist",
  device_id: "ESP32-1",
  status: "online",
  license_status: "active",
  license_reason: "",
  camera_ip: null,
  camera_model: "Hikvision",
  has_camera_rtsp_url: true,
};

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/tenants/1", workshop);
  answers("/api/pits", { items: [hoist], next_cursor: null });
  answers("/api/jobs/settings", { country_code: "+91", time_zone: "Asia/Bangkok" });
});

const show = () => renderRoute(Workshop, { path: paths.workshop });

test("Details are saved; a wrong value is said at its field and nothing that was typed is lost", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.patch("/api/tenants/1", async ({ request }) => {
      bodies.push(await request.json());
      if (bodies.length === 1) return problem(400, "validation_failed", { errors: { phone: ["must begin with +"] } });
      const after = { ...workshop, phone: "+6621234567" };
      answers("/api/tenants/1", after);
      return HttpResponse.json(after);
    }),
  );
  const { user } = await show();
  const details = within(await screen.findByRole("region", { name: "Details" }));
  const phone = await details.findByRole("textbox", { name: "Telephone" });
  const save = details.getByRole("button", { name: "Save" });
  expect(save).toBeDisabled();
  await user.type(phone, "12");
  await user.click(save);
  expect(await details.findByText("must begin with +")).toBeVisible();
  expect(phone).toHaveValue("12");
  await user.clear(phone);
  await user.type(phone, "+6621234567");
  await user.click(save);
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(bodies[1]).toEqual({
    name: "Demo Workshop",
    address: "",
    phone: "+6621234567",
    time_zone: "Asia/Bangkok",
  });
  await waitFor(() => expect(save).toBeDisabled());
});

test("The country of customers' numbers is set; what is no country's code is said at its field", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.put("/api/jobs/settings", async ({ request }) => {
      bodies.push(await request.json());
      if (bodies.length === 1)
        return problem(400, "invalid_request", {
          errors: { country_code: ["must be a country's code such as +91"] },
        });
      return HttpResponse.json({ country_code: "+66", time_zone: "Asia/Bangkok" });
    }),
  );
  const { user } = await show();
  const jobs = within(await screen.findByRole("region", { name: "Jobs" }));
  const code = await jobs.findByRole("textbox", { name: /Country code/ });
  const save = jobs.getByRole("button", { name: "Save" });
  expect(code).toHaveValue("+91");
  expect(jobs.getByText("Asia/Bangkok")).toBeVisible();
  expect(save).toBeDisabled();
  await user.clear(code);
  await user.click(save);
  expect(await jobs.findByText("Please fill this in.")).toBeVisible();
  await user.type(code, "India");
  await user.click(save);
  expect(await jobs.findByText("must be a country's code such as +91")).toBeVisible();
  await user.clear(code);
  await user.type(code, "66");
  await user.click(save);
  expect(await screen.findByText("Saved.")).toBeVisible();
  await waitFor(() => expect(code).toHaveValue("+66"));
  expect(save).toBeDisabled();
  expect(bodies).toEqual([{ country_code: "India" }, { country_code: "66" }]);
});

test("The job settings that cannot be had leave the rest of the page", async () => {
  refuses("/api/jobs/settings", 503);
  await show();
  const jobs = within(await screen.findByRole("region", { name: "Jobs" }));
  expect(await jobs.findByText("A part of the platform is away for a moment.")).toBeVisible();
  expect(await screen.findByText("Left hoist")).toBeVisible();
});

test("The MQTT account's new password asks first and is shown once", async () => {
  let asked = 0;
  server.use(
    http.post("/api/tenants/1/mqtt-credentials", () => {
      asked++;
      return HttpResponse.json({ username: "ws_1", password: "mqtt-password" });
    }),
  );
  const { user } = await show();
  const account = within(await screen.findByRole("region", { name: "MQTT account" }));
  expect(await account.findByText("workshop/ws_1/#")).toBeVisible();
  await user.click(account.getByRole("button", { name: "New password" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/Programs that use the present password are refused/)).toBeVisible();
  expect(asked).toBe(0);
  await user.click(dialog.getByRole("button", { name: "New password" }));
  expect(await screen.findByText("mqtt-password")).toBeVisible();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("mqtt-password")).not.toBeInTheDocument());
  expect(asked).toBe(1);
});

test("A new pit gets the next number; a number that is taken is said at its field", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post("/api/pits", async ({ request }) => {
      expect(request.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
      bodies.push(await request.json());
      if (bodies.length === 1) return problem(409, "pit_exists", { detail: "There is one." });
      const added = { ...hoist, pit_id: 6, pit_number: 6, name: "Wash bay", device_id: null };
      answers("/api/pits", { items: [hoist, added], next_cursor: null });
      return HttpResponse.json(added, { status: 201 });
    }),
  );
  const { user } = await show();
  expect(await screen.findByText("Left hoist")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Add pit" }));
  const dialog = within(await screen.findByRole("dialog"));
  const number = dialog.getByRole("textbox", { name: /Number/ });
  expect(number).toHaveValue("5");
  await user.type(dialog.getByRole("textbox", { name: "Name" }), "Wash bay");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("There is already a pit with this number.")).toBeVisible();
  expect(number).toBeInvalid();
  await user.clear(number);
  await user.type(number, "6");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Wash bay")).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(bodies[1]).toMatchObject({ pit_number: 6, name: "Wash bay", camera_rtsp_url: null });
});

test("Another name for a pit leaves its camera's address, which is not shown, as it is", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.patch("/api/pits/4", async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ ...hoist, name: "Hoist 1" });
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Change Left hoist" }));
  const dialog = within(await screen.findByRole("dialog"));
  const name = dialog.getByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "Hoist 1");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Saved.")).toBeVisible();
  expect(bodies).toEqual([{ name: "Hoist 1", camera_ip: null, camera_model: null, camera_rtsp_url: null }]);
});

test("A pit is removed only after its name was typed; one in use says why it stays", async () => {
  let asked = 0;
  server.use(
    http.delete("/api/pits/4", () => {
      if (++asked === 1) return problem(409, "pit_in_use", { detail: "Move ESP32-1 to another pit first." });
      answers("/api/pits", { items: [], next_cursor: null });
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "Remove Left hoist" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  const confirm = dialog.getByRole("button", { name: "Remove pit" });
  await user.type(dialog.getByRole("textbox"), "Left");
  expect(confirm).toBeDisabled();
  await user.type(dialog.getByRole("textbox"), " hoist");
  await user.click(confirm);
  expect(await dialog.findByText("A device is mounted in this pit.")).toBeVisible();
  expect(dialog.getByText("Move ESP32-1 to another pit first.")).toBeVisible();
  await user.click(confirm);
  expect(await screen.findByText("No pits yet")).toBeVisible();
  expect(screen.getByText("Left hoist is removed.")).toBeVisible();
});
