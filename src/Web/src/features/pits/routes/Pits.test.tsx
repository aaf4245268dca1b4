import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { answersPits, pitTile, showPits } from "../../../../tests/pitGrid";
import { pitOf, pitReading } from "../../../../tests/pits";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";

const names = () => screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);

test("Tiles come by number, with values, camera and job's place, each leading to its pit", async () => {
  answersPits(
    [pitOf(2, { camera_model: "Hikvision DS-2CD" }), pitOf(1)],
    [pitReading(1, 2), pitReading(2, 2, { temperature: 30.2, aqi: 130 })],
  );
  const { user } = await showPits();
  await connectLive();
  const second = await pitTile("Pit 2");
  expect(names()).toEqual(["Pit 1", "Pit 2"]);
  expect(await second.findByText("30.2 °C")).toBeVisible();
  expect(second.getByText("51 %")).toBeVisible();
  expect(second.getByText("130")).toBeVisible();
  expect(second.getByText("Poor")).toBeVisible();
  expect(second.getByText("Hikvision DS-2CD")).toBeVisible();
  expect(await second.findByText("No job running")).toBeVisible();
  const first = await pitTile("Pit 1");
  expect(first.getByText("Good")).toBeVisible();
  expect(first.queryByText("Hikvision DS-2CD")).toBeNull();
  await user.click(screen.getByRole("link", { name: "Pit 2" }));
  expect(screen.getByText("at /pits/102")).toBeVisible();
});

test("Few pits need no filter; from ten on they are found by name, number, device and state", async () => {
  answersPits(Array.from({ length: 9 }, (_, index) => pitOf(index + 1)));
  const { unmount } = await showPits();
  await pitTile("Pit 1");
  expect(screen.queryByRole("searchbox")).toBeNull();
  unmount();
  answersPits([
    ...Array.from({ length: 10 }, (_, index) => pitOf(index + 1)),
    pitOf(11, { status: "offline", name: "Paint booth" }),
  ]);
  const { user } = await showPits();
  await pitTile("Paint booth");
  await user.click(screen.getByRole("button", { name: /Offline/ }));
  expect(names()).toEqual(["Paint booth"]);
  await user.click(screen.getByRole("button", { name: /All/ }));
  await user.type(screen.getByRole("searchbox"), "ESP32-7");
  await vi.waitFor(() => expect(names()).toEqual(["Pit 7"]));
  await user.clear(screen.getByRole("searchbox"));
  await user.type(screen.getByRole("searchbox"), "nothing");
  expect(await screen.findByText("No pit matches.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show all" }));
  await vi.waitFor(() => expect(names()).toHaveLength(11));
});

test("An empty workshop tells its owner how to begin, and others whom to ask", async () => {
  answersPits([]);
  const { user, unmount } = await showPits("owner");
  await user.click(await screen.findByRole("link", { name: "Add the first device" }));
  expect(screen.getByText("at /devices/new")).toBeVisible();
  unmount();
  answersPits([]);
  await showPits("staff");
  expect(await screen.findByText(/has not given you a pit/)).toBeVisible();
  expect(screen.queryByRole("link", { name: "Add the first device" })).toBeNull();
});

test("When the platform is away it says so and how to go on", async () => {
  refuses("/api/pits", 503);
  answers("/api/jobs", []);
  answers("/api/telemetry/latest", { items: [], next_cursor: null });
  answers("/api/alerts", { items: [], next_cursor: null });
  const { user } = await showPits();
  expect(await screen.findByText(/is away for a moment/)).toBeVisible();
  answersPits([pitOf(1)]);
  await user.click(screen.getByRole("button", { name: /again/i }));
  expect(await screen.findByRole("link", { name: "Pit 1" })).toBeVisible();
});

test("Where there were many pits last time the search stands before they have come, and finds among them then", async () => {
  const many = Array.from({ length: 12 }, (_, index) => pitOf(index + 1));
  answersPits(many);
  const { unmount } = await showPits();
  await pitTile("Pit 12");
  unmount();
  answersPits(many);
  let come: () => void = () => undefined;
  const held = new Promise<void>((done) => (come = done));
  server.use(
    http.get("/api/pits", async () => {
      await held;
      return HttpResponse.json({ items: many, next_cursor: null });
    }),
  );
  const { user } = await showPits();
  await user.type(await screen.findByRole("searchbox"), "Pit 12");
  expect(screen.queryByRole("link", { name: "Pit 12" })).toBeNull();
  come();
  expect(await screen.findByRole("link", { name: "Pit 12" })).toBeVisible();
  expect(names()).toEqual(["Pit 12"]);
});

test("An admin says of which workshop", async () => {
  answers("/api/alerts", { items: [], next_cursor: null });
  await showPits("admin");
  expect(await screen.findByRole("link", { name: "To the workshops" })).toBeVisible();
});
