import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import { handover } from "../api/handover";
import NewDevice from "./NewDevice";

const pit = (pit_id: number, device_id: string | null) => ({
  pit_id,
  workshop_id: 1,
  pit_number: pit_id,
  code: `pit${pit_id}`,
  name: `Pit ${pit_id}`,
  device_id,
  status: "active",
  camera_model: null,
  camera_ip: null,
  has_camera_rtsp_url: false,
});
const registered = {
  device_id: "ESP32-9",
  license_key: "LIC-X",
  status: "active",
  pit_id: 3,
  secret: "the-secret",
  topic: "workshop/ws_1/pit/pit3/sensors",
};

interface Sent {
  key: string | null;
  body: Record<string, unknown>;
}
let sent: Sent[] = [];

function registers(...replies: (() => Response)[]) {
  sent = [];
  server.use(
    http.post("/api/devices", async ({ request }) => {
      sent.push({
        key: request.headers.get("Idempotency-Key"),
        body: (await request.json()) as Record<string, unknown>,
      });
      return replies[Math.min(sent.length, replies.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
}

beforeEach(() => {
  answers("/api/pits", { items: [pit(1, "ESP32-1"), pit(2, null)], next_cursor: null });
  handover.forget("ESP32-9");
});

const open = () => renderRoute(NewDevice, { path: paths.deviceSetup });
const idField = () => screen.findByRole("textbox", { name: /Device id/ });

test("A device is registered in a free pit, and its credentials go to the next page, not into the address", async () => {
  registers(() => HttpResponse.json(registered, { status: 201 }));
  const { user, router } = await open();
  await user.type(await idField(), " ESP32-9 ");
  await user.dblClick(screen.getByRole("button", { name: "Register device" }));
  expect(await screen.findByText("at /devices/ESP32-9/setup")).toBeVisible();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.body).toMatchObject({ device_id: "ESP32-9", pit_number: 2, camera_ip: null });
  expect(handover.look("ESP32-9")).toMatchObject({ secret: "the-secret" });
  expect(JSON.stringify(router.state.location)).not.toContain("the-secret");
});

test("A new pit gets its name after the device is registered", async () => {
  let named: unknown;
  registers(() => HttpResponse.json(registered, { status: 201 }));
  server.use(
    http.patch("/api/pits/3", async ({ request }) => {
      named = await request.json();
      return HttpResponse.json(pit(3, "ESP32-9"));
    }),
  );
  const { user } = await open();
  await user.type(await idField(), "ESP32-9");
  await user.selectOptions(screen.getByRole("combobox", { name: /^Pit/ }), "new");
  expect(screen.getByRole("textbox", { name: /Pit number/ })).toHaveValue("3");
  await user.type(screen.getByRole("textbox", { name: /Pit name/ }), "Left hoist");
  await user.click(screen.getByRole("button", { name: "Register device" }));
  expect(await screen.findByText("at /devices/ESP32-9/setup")).toBeVisible();
  expect(sent[0]?.body).toMatchObject({ pit_number: 3 });
  expect(named).toMatchObject({ name: "Left hoist" });
});

test.each(["", "has space", "workshop_001", "figures", "x".repeat(51)])(
  "An id such as '%s' is refused before it is sent",
  async (id) => {
    registers();
    const { user } = await open();
    const field = await idField();
    if (id !== "") await user.type(field, id);
    await user.click(screen.getByRole("button", { name: "Register device" }));
    expect(await screen.findByText(/1 to 50 letters/)).toBeVisible();
    expect(field).toBeInvalid();
    expect(field).toHaveFocus();
    expect(sent).toHaveLength(0);
  },
);

test("A device that is there already is said at its id, with the way to find it", async () => {
  registers(() => problem(409, "device_exists"));
  const { user } = await open();
  const field = await idField();
  await user.type(field, "ESP32-9");
  await user.click(screen.getByRole("button", { name: "Register device" }));
  expect(await screen.findByText("Check the id on the label, or look for the device in the list.")).toBeVisible();
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription(/There is already a device with this id/);
  expect(screen.getByRole("link", { name: "Look for it in the list" })).toHaveAttribute(
    "href",
    "/devices?search=ESP32-9",
  );
});

test("What the API says of a field stands at the field", async () => {
  registers(() =>
    problem(400, "invalid_request", {
      errors: { camera_ip: ["must be an IPv4 or IPv6 address"], device_id: ["is not good"] },
    }),
  );
  const { user } = await open();
  await user.type(await idField(), "ESP32-9");
  await user.click(screen.getByRole("button", { name: "Register device" }));
  expect(await screen.findByRole("textbox", { name: /Device id/, description: /is not good/ })).toBeInvalid();
  expect(
    screen.getByRole("textbox", { name: "IP address of the camera", description: /must be an IPv4/ }),
  ).toBeVisible();
});

test("Sent again after a lost answer or a limit it is the same request; with other data another one", async () => {
  registers(
    () => HttpResponse.error(),
    () => problem(429, "too_many_requests", { headers: { "Retry-After": "20" } }),
    () => problem(503, "service_unavailable"),
    () => HttpResponse.json(registered, { status: 201 }),
  );
  const { user } = await open();
  const field = await idField();
  await user.type(field, "ESP32-9");
  const submit = screen.getByRole("button", { name: "Register device" });
  await user.click(submit);
  expect(await screen.findByText("The platform cannot be reached.")).toBeVisible();
  await user.click(submit);
  expect(await screen.findByText("Too many requests in a minute.")).toBeVisible();
  expect(field).toHaveValue("ESP32-9");
  expect(sent[1]?.key).toBe(sent[0]?.key);
  await user.selectOptions(screen.getByRole("combobox", { name: /^Pit/ }), "1");
  await user.click(submit);
  expect(await screen.findByText(/away for a moment/)).toBeVisible();
  expect(sent[2]?.key).not.toBe(sent[0]?.key);
  await user.click(submit);
  expect(await screen.findByText("at /devices/ESP32-9/setup")).toBeVisible();
  expect(sent[3]?.key).toBe(sent[2]?.key);
});

test("What was typed is not lost without a question", async () => {
  const { user } = await open();
  await user.type(await idField(), "ESP32-9");
  await user.click(screen.getByRole("link", { name: "Cancel" }));
  expect(await screen.findByRole("alertdialog", { name: "Leave without registering?" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Leave" }));
  expect(await screen.findByText("at /devices")).toBeVisible();
});
