import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { Profiler } from "react";
import { expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { answersDevices, householder, ownDevice, relayType, serial, viewed } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import Home from "./Home";

const open = (at: string = paths.home) => renderRoute(Home, { path: paths.home, at, me: householder() });
const tile = async (name: string) => {
  const link = await screen.findByRole("link", { name });
  const found = link.closest("li");
  if (found === null) throw new Error("A tile is an item of the list.");
  return within(found);
};

test("Own and shared devices stand there with state, switches and whose they are; a viewer's has none to press", async () => {
  answersDevices(
    ownDevice(),
    viewed({ device_id: "RGB-AAAAAAAAB", device_name: "Ravi's lamp", device_type: "LED", state: { power: "on" } }),
    ownDevice({ device_id: "ESP32-1", device_name: "ESP32-1", device_type: "workshop_gateway" }),
  );
  await open();
  const own = await tile("Living room");
  expect(await own.findByRole("switch", { name: "Relay 2" })).toBeChecked();
  expect(own.getByRole("switch", { name: "Relay 1" })).not.toBeChecked();
  const shared = await tile("Ravi's lamp");
  expect(shared.getByText("from Ravi")).toBeVisible();
  expect(shared.queryByRole("switch")).not.toBeInTheDocument();
  expect(shared.getByText("On")).toBeVisible();
  expect(screen.getByRole("link", { name: "Living room" })).toHaveAttribute("href", `/home/${serial}`);
  expect(screen.queryByText("ESP32-1")).not.toBeInTheDocument();
});

test("All pages of the list are asked for", async () => {
  const asked: (string | null)[] = [];
  answers("/api/device-types", { items: [] });
  server.use(
    http.get("/api/users/7/devices", ({ request }) => {
      const cursor = new URL(request.url).searchParams.get("cursor");
      asked.push(cursor);
      return HttpResponse.json([ownDevice({ device_id: `D${asked.length}`, device_name: `Lamp ${asked.length}` })], {
        headers: cursor === null ? { Link: '</api/users/7/devices?limit=200&cursor=more>; rel="next"' } : {},
      });
    }),
  );
  await open();
  expect(await screen.findByRole("link", { name: "Lamp 2" })).toBeVisible();
  expect(asked).toEqual([null, "more"]);
});

test("Live: its switch turns, a device goes offline", async () => {
  answersDevices(ownDevice(), ownDevice({ device_id: "B", device_name: "Kitchen" }));
  await open();
  const living = await tile("Living room");
  await living.findByRole("switch", { name: "Relay 1" });
  const socket = await connectLive();
  const event = { tenant_id: 1, pit_id: null, device_id: serial, at: new Date().toISOString() };
  socket.say({ ...event, type: "device_state", state: { "25": "on", "26": "off" }, cause: "button" });
  await waitFor(() => expect(living.getByRole("switch", { name: "Relay 1" })).toBeChecked());
  expect(living.getByRole("switch", { name: "Relay 2" })).not.toBeChecked();
  socket.say({ ...event, type: "device_status", status: "offline" });
  expect(await living.findByText("Offline")).toBeVisible();
  expect((await tile("Kitchen")).getByText("Online")).toBeVisible();
});

test("A thousand devices: sixty tiles are drawn, a search draws its hits only, and a live value renders one tile", async () => {
  window.innerWidth = 1280;
  answers("/api/device-types", { items: [{ ...relayType }] as never });
  answers(
    "/api/users/7/devices",
    Array.from({ length: 1_000 }, (_, index) => ({
      ...ownDevice({ device_id: `D${index}`, device_name: `Lamp ${String(index).padStart(3, "0")}` }),
    })),
  );
  let commits = 0;
  const Counted = () => (
    <Profiler id="home" onRender={() => commits++}>
      <Home />
    </Profiler>
  );
  const { user } = await renderRoute(Counted, { path: paths.home, me: householder() });
  const list = await screen.findByRole("list", { name: "Home" });
  await within(list).findAllByRole("switch");
  expect(within(list).getAllByRole("heading")).toHaveLength(60);

  const socket = await connectLive();
  const others = within(list).getAllByRole("listitem").slice(1);
  const seen: Node[] = [];
  const watcher = new MutationObserver((changes) => seen.push(...changes.map(({ target }) => target)));
  watcher.observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
  const before = commits;
  socket.say({
    type: "device_state",
    tenant_id: 1,
    pit_id: null,
    device_id: "D0",
    state: { "25": "on" },
    cause: "button",
    at: new Date().toISOString(),
  });
  await waitFor(() => expect(within(list).getAllByRole("switch")[0]).toBeChecked());
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((node) => others.some((other) => other.contains(node)))).toEqual([]);
  expect(commits - before).toBeLessThanOrEqual(2);
  watcher.disconnect();

  await user.type(screen.getByRole("searchbox"), "lamp 99");
  await waitFor(() => expect(within(list).getAllByRole("heading")).toHaveLength(19));
});

test("Filters are in the address and say how many they show; what matches nothing can be undone", async () => {
  answersDevices(ownDevice(), ownDevice({ device_id: "B", device_name: "Kitchen", status: "offline" }));
  const { user, router } = await open("/home?show=offline");
  expect(await screen.findByRole("link", { name: "Kitchen" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "Living room" })).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Online 1" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Shared with me 0" }));
  expect(await screen.findByText("No device matches")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Show all" }));
  expect(router.state.location.search).toBe("");
  expect(await screen.findByRole("link", { name: "Living room" })).toBeVisible();
});

test("Without devices it says how to begin; a failure can be tried again", async () => {
  answersDevices();
  const { unmount } = await open();
  expect(await screen.findByText("No devices yet")).toBeVisible();
  for (const link of screen.getAllByRole("link", { name: "Add a device" }))
    expect(link).toHaveAttribute("href", "/setup");
  unmount();
  refuses("/api/users/7/devices", 503);
  const { user } = await open();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answersDevices(ownDevice());
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "Living room" })).toBeVisible();
});
