import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { answersDevice, devicePart, openDevice } from "../../../../tests/devicePage";
import { refuses } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";

beforeEach(() => {
  window.innerWidth = 1280;
  answersDevice();
});

test("An owner sees all of a device", async () => {
  await openDevice();
  expect(await screen.findByRole("heading", { level: 1, name: "ESP32-1" })).toBeVisible();
  expect((await devicePart("Connection")).getByText("The device works.")).toBeVisible();
  const identity = await devicePart("Identity");
  expect(identity.getByText("workshop/ws_1/pit/pit4/sensors")).toBeVisible();
  expect(identity.getByRole("link", { name: "Left hoist" })).toHaveAttribute("href", "/pits/4");
  const presence = await devicePart("Presence");
  expect(await presence.findByText("The connection broke.")).toBeVisible();
  expect(presence.getByText("for 2 hrs")).toBeVisible();
  expect(
    await (await devicePart("Rejected messages")).findByText(/A value that every reading must have is missing/),
  ).toBeVisible();
  expect(
    await (await devicePart("Violations of the license")).findByText("License key of another device"),
  ).toBeVisible();
  const commands = await devicePart("Commands");
  expect(await commands.findByText("Switch off")).toBeVisible();
  expect(commands.getByText("Refused by the device: a newer one came before")).toBeVisible();
});

test("The steps of a switch are shown, those that are awaited too", async () => {
  await openDevice();
  const license = await devicePart("License");
  const steps = (await license.findAllByRole("listitem")).map((step) => step.textContent);
  expect(steps.some((text) => text.includes("Readings are refused"))).toBe(true);
  expect(steps.some((text) => text === "Confirmed by the devicenot yet")).toBe(true);
  expect(license.queryByRole("button")).not.toBeInTheDocument();
});

test("A live reading comes before the others", async () => {
  await openDevice();
  const messages = await devicePart("Last readings");
  expect(await messages.findByText("24.1 °C")).toBeVisible();
  const socket = await connectLive();
  const event = {
    type: "sensor_update",
    tenant_id: 1,
    pit_id: 4,
    kind: "environment",
    temperature: 30.5,
    humidity: 50,
    aqi: 40,
    pressure: 1000,
    aqi_accuracy: 3,
  } as const;
  socket.say({
    ...event,
    device_id: "ESP32-2",
    temperature: 99,
    timestamp: new Date().toISOString(),
    received_at: new Date().toISOString(),
  });
  socket.say({
    ...event,
    device_id: "ESP32-1",
    timestamp: new Date().toISOString(),
    received_at: new Date().toISOString(),
  });
  expect(await messages.findByText("30.5 °C")).toBeVisible();
  expect(messages.getAllByRole("row")[1]).toHaveTextContent("30.5 °C");
  expect(messages.queryByText("99.0 °C")).not.toBeInTheDocument();
});

test("Staff see no secrets, switches or refused messages, and nothing of them is asked", async () => {
  await openDevice("staff");
  expect(await screen.findByText("The device works.")).toBeVisible();
  for (const name of ["Credentials", "Rejected messages", "Violations of the license"])
    expect(screen.queryByRole("region", { name })).not.toBeInTheDocument();
  expect(screen.queryByText("LIC-AAAA-BBBB-CCCC")).not.toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "Set up" })).not.toBeInTheDocument();
});

test("On a phone the parts are tabs, and the tab is in the address", async () => {
  window.innerWidth = 360;
  const { user, router } = await openDevice();
  await user.click(await screen.findByRole("tab", { name: "Commands" }));
  expect(await screen.findByText("Switch off")).toBeVisible();
  expect(router.state.location.search).toBe("?tab=commands");
});

test("A device that is not there, or another's, is said to be neither", async () => {
  refuses("/api/devices/ESP32-1", 404, "not_found");
  await openDevice();
  expect(await screen.findByText(/does not exist, or is not yours/)).toBeVisible();
});

test("Only the vendor sees the device's ledger", async () => {
  const { unmount } = await openDevice("admin");
  expect((await devicePart("Ledger")).getByText("Ledger")).toBeVisible();
  unmount();
  await openDevice();
  await devicePart("Identity");
  expect(screen.queryByRole("region", { name: "Ledger" })).not.toBeInTheDocument();
});
