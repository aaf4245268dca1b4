import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { connectionOf, deviceOf, neverConnected, readingOf, unheard } from "../../../../tests/devices";
import { renderRoute } from "../../../../tests/render";
import { answers, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import { ago } from "../../../../tests/time";
import { handover } from "../api/handover";
import { paceAfter } from "../api/useAwaitedDevice";
import Setup from "./Setup";

const place = { path: paths.deviceSetupOf.pattern, at: "/devices/ESP32-1/setup" };
const credentials = {
  device_id: "ESP32-1",
  secret: "the-secret",
  license_key: "LIC-AAAA-BBBB-CCCC",
  topic: "workshop/ws_1/pit/pit4/sensors",
};

beforeEach(() => {
  handover.forget("ESP32-1");
  answers("/api/devices/ESP32-1", deviceOf(unheard));
  answers("/api/devices/ESP32-1/connection", connectionOf(neverConnected));
  answers("/api/devices/ESP32-1/readings", []);
  answers("/api/telemetry/rejected", { items: [], next_cursor: null });
  answers("/api/violations", { items: [], next_cursor: null });
});

test("The credentials are shown once, with a code for the installer, and are gone after the page is left", async () => {
  handover.give(credentials);
  const { unmount } = await renderRoute(Setup, place);
  expect(await screen.findByText("the-secret", { selector: "code" })).toBeVisible();
  expect(screen.getByRole("img", { name: "QR code with the credentials of ESP32-1" })).toBeVisible();
  unmount();
  expect(handover.look("ESP32-1")).toBeNull();
});

test("After a reload it still waits, says what to check, and offers a new secret", async () => {
  await renderRoute(Setup, place);
  expect(await screen.findByText("The device has not connected yet.")).toBeVisible();
  expect(screen.getByText(/host localhost, port 8883 with TLS, or 1883 without/)).toBeVisible();
  expect(screen.getByText(/cannot be shown again/)).toBeVisible();
  expect(screen.getByRole("button", { name: "New secret" })).toBeVisible();
});

test("The first message is noticed live, and its values are shown", async () => {
  await renderRoute(Setup, place);
  await screen.findByText("The device has not connected yet.");
  const socket = await connectLive();
  const at = new Date().toISOString();
  socket.say({
    type: "sensor_update",
    tenant_id: 1,
    pit_id: 4,
    device_id: "ESP32-1",
    kind: "environment",
    temperature: 24.1,
    humidity: 51,
    aqi: 40,
    pressure: 1008,
    aqi_accuracy: 3,
    timestamp: at,
    received_at: at,
  });
  expect(await screen.findByRole("heading", { name: "It works" })).toBeVisible();
  expect(screen.getByText("24.1 °C")).toBeVisible();
  expect(screen.getByRole("link", { name: "Open the pit" })).toHaveAttribute("href", "/pits/4");
});

test("The first message is noticed without the live connection too", async () => {
  let asked = 0;
  server.use(http.get("/api/devices/ESP32-1/readings", () => HttpResponse.json(++asked < 2 ? [] : [readingOf(0)])));
  await renderRoute(Setup, place);
  await screen.findByText("The device has not connected yet.");
  expect(await screen.findByRole("heading", { name: "It works" })).toBeVisible();
});

test("A wrong secret is said, and replaced here", async () => {
  answers(
    "/api/devices/ESP32-1/connection",
    connectionOf({
      ...neverConnected,
      refusals: [{ at: ago(3), first_at: ago(60), reason: "wrong_password", detail: "", count: 9 }],
    }),
  );
  server.use(
    http.post("/api/devices/ESP32-1/credentials", () =>
      HttpResponse.json({ device_id: "ESP32-1", secret: "brand-new" }),
    ),
  );
  const { user } = await renderRoute(Setup, place);
  expect(await screen.findByText("The device uses a wrong secret.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "New secret" }));
  await user.type(await screen.findByRole("textbox"), "ESP32-1{Enter}");
  expect(await screen.findByText("brand-new", { selector: "code" })).toBeVisible();
  expect(screen.getByText("LIC-AAAA-BBBB-CCCC", { selector: "code" })).toBeVisible();
});

test("A wrong topic is shown beside the right one", async () => {
  answers(
    "/api/devices/ESP32-1/connection",
    connectionOf({
      refusals: [
        {
          at: ago(3),
          first_at: ago(3),
          reason: "wrong_topic",
          detail: "publish workshop/ws_1/pit/pit9/sensors",
          count: 1,
        },
      ],
    }),
  );
  await renderRoute(Setup, place);
  expect(await screen.findByText("workshop/ws_1/pit/pit9/sensors")).toBeVisible();
  expect(screen.getByText("workshop/ws_1/pit/pit4/sensors")).toBeVisible();
});

test("A payload that cannot be used is explained, with the field", async () => {
  answers("/api/devices/ESP32-1/connection", connectionOf({ connected_at: ago(30) }));
  answers("/api/telemetry/rejected", {
    items: [
      {
        id: 1,
        tenant_id: 1,
        device_id: "ESP32-1",
        topic: "",
        reason: "implausible_value",
        detail: "humidity",
        minute: ago(5),
        count: 1,
        last_at: ago(5),
        sample: "",
      },
    ],
    next_cursor: null,
  });
  await renderRoute(Setup, place);
  expect(await screen.findByText(/A value is one that no such sensor can measure/)).toHaveTextContent("humidity");
});

test("Leaving with a secret that is not in use yet asks first", async () => {
  handover.give(credentials);
  const { user } = await renderRoute(Setup, place);
  await screen.findByText("the-secret", { selector: "code" });
  await user.click(screen.getByRole("link", { name: "To the device" }));
  expect(await screen.findByRole("alertdialog", { name: "Leave with the secret not in use yet?" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(screen.getByText("the-secret", { selector: "code" })).toBeVisible();
});

test("It asks often for two minutes, then ever more rarely", () => {
  expect([0, 119_000, 120_000, 599_000, 600_000].map(paceAfter)).toEqual([3_000, 3_000, 10_000, 10_000, 30_000]);
});
