import { act } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { offerReading } from "@/lib/live/readings";
import { answersPits, pitTile, showPits } from "../../../../tests/pitGrid";
import { pitOf, pitReading } from "../../../../tests/pits";
import { connectLive } from "../../../../tests/socket";
import { ago } from "../../../../tests/time";

afterEach(() => {
  vi.restoreAllMocks();
  // The network is back for whoever heard that it was gone.
  dispatchEvent(new Event("online"));
});

test("A live value changes its tile and no other", async () => {
  answersPits([pitOf(1), pitOf(2)], [pitReading(1, 2), pitReading(2, 2, { temperature: 19.5 })]);
  await showPits();
  const socket = await connectLive();
  const first = await pitTile("Pit 1");
  await first.findByText("24.1 °C");
  socket.say({ type: "sensor_update", tenant_id: 1, kind: "environment", ...pitReading(1, 0, { temperature: 25.6 }) });
  expect(first.getByText("25.6 °C")).toBeVisible();
  expect((await pitTile("Pit 2")).getByText("19.5 °C")).toBeVisible();
});

test("A value that gets old is delayed after 30 s, and says how old it is", async () => {
  answersPits([pitOf(1), pitOf(2, { device_id: null, status: "no_device" })], [pitReading(1, 1)]);
  await showPits();
  await connectLive();
  const first = await pitTile("Pit 1");
  await first.findByText("24.1 °C");
  expect(first.getByText(/^Live/)).toBeVisible();
  expect((await pitTile("Pit 2")).getByText("No reading yet")).toBeVisible();
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  vi.setSystemTime(Date.now() + 35_000);
  act(() => void document.dispatchEvent(new Event("visibilitychange")));
  expect(first.getByText(/^Delayed/)).toBeVisible();
  expect(first.getByText(/^3[67] seconds ago$/)).toBeVisible();
});

test("A new value is live while the first connection is on its way, and delayed once it is lost", async () => {
  answersPits([pitOf(1)], [pitReading(1, 1)]);
  await showPits();
  const first = await pitTile("Pit 1");
  expect(await first.findByText(/^Live/)).toBeVisible();
  const socket = await connectLive();
  expect(first.getByText(/^Live/)).toBeVisible();
  socket.breakOff();
  expect(first.getByText(/^Delayed/)).toBeVisible();
});

test("Without a network nothing is shown as live", async () => {
  answersPits([pitOf(1)], [pitReading(1, 1)]);
  await showPits();
  await connectLive();
  const first = await pitTile("Pit 1");
  await first.findByText(/^Live/);
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  act(() => void dispatchEvent(new Event("offline")));
  expect(first.getByText(/^Last value/)).toBeVisible();
  expect(first.getByText("24.1 °C")).toBeVisible();
});

test("An older answer does not overwrite a newer live value", async () => {
  offerReading(101, { temperature: 26.6, humidity: 50, aqi: 10, pressure: 1000, timestamp: ago(1) });
  answersPits([pitOf(1)], [pitReading(1, 60)]);
  await showPits();
  expect(await (await pitTile("Pit 1")).findByText("26.6 °C")).toBeVisible();
});
