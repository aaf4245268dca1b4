import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { answersDevices, householder, ownDevice, viewed } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, refuses, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";
import Groups from "./Groups";

const kitchen = ownDevice({ device_id: "B", device_name: "Kitchen" });
const lamp = ownDevice({ device_id: "L", device_name: "Lamp", device_type: "LED", state: { power: "off" } });
const group = { group_id: 5, name: "Ground floor", device_ids: ["A", "B"] };
const scene = {
  scene_id: 6,
  name: "Good night",
  actions: [
    { device_id: "B", command: "relay", args: { pin: 25, state: "off" } },
    { device_id: "L", command: "brightness", args: { value: 10 } },
  ],
};
const page = (...items: object[]) => ({ items: items.map((one) => ({ ...one })), next_cursor: null });
const open = () => renderRoute(Groups, { path: paths.groups, me: householder() });

beforeEach(() => {
  answersDevices(
    ownDevice({ device_id: "A", device_name: "Hall" }),
    kitchen,
    lamp,
    viewed({ device_id: "V", device_name: "Ravi's" }),
  );
  answers("/api/groups", page(group));
  answers("/api/scenes", page(scene));
});

const finished = (command_id: string, status: string, failure: string | null = null) => ({
  type: "command_status" as const,
  tenant_id: 1,
  pit_id: null,
  device_id: "A",
  command_id,
  command: "relay",
  status,
  failure,
  queued_at: new Date().toISOString(),
  sent_at: null,
  finished_at: new Date().toISOString(),
});

test("A group is told once; each device's own word is counted, and who did not do it is named", async () => {
  let told: unknown;
  server.use(
    http.post("/api/groups/5/control", async ({ request }) => {
      told = await request.json();
      return HttpResponse.json(
        {
          items: [
            { device_id: "A", command_id: "c1", error: null },
            { device_id: "B", command_id: null, error: { code: "device_offline", detail: "offline" } },
          ],
        },
        { status: 202 },
      );
    }),
  );
  const { user } = await open();
  const card = within(await screen.findByRole("listitem", { name: "Ground floor" }));
  expect(await card.findByText("Hall, Kitchen")).toBeVisible();
  const socket = await connectLive();
  await user.selectOptions(card.getByRole("combobox", { name: "What" }), "Relay 2");
  await user.selectOptions(card.getByRole("combobox", { name: "Value" }), "Off");
  await user.click(card.getByRole("button", { name: "Tell all" }));
  expect(await card.findByText("0 of 2 confirmed")).toBeVisible();
  expect(told).toEqual({ command: "relay", args: { pin: 26, state: "off" }, ttl_s: null });
  expect(card.getByText("Kitchen: it is offline")).toBeVisible();
  socket.say(finished("c1", "succeeded"));
  expect(await card.findByText("1 of 2 confirmed")).toBeVisible();
});

test("Devices with nothing in common are not offered a command", async () => {
  answers("/api/groups", page({ ...group, device_ids: ["B", "L"] }));
  await open();
  expect(await screen.findByText(/nothing in common/)).toBeVisible();
});

test("A scene tells each device its own", async () => {
  let runs = 0;
  server.use(
    http.post("/api/scenes/6/run", () => {
      runs++;
      return HttpResponse.json({ items: [{ device_id: "B", command_id: "c2", error: null }] }, { status: 202 });
    }),
  );
  const { user } = await open();
  const card = within(await screen.findByRole("listitem", { name: "Good night" }));
  expect(await card.findByText("Kitchen – Relay 1: Off")).toBeVisible();
  expect(card.getByText("Lamp – Brightness: 10 %")).toBeVisible();
  const socket = await connectLive();
  await user.click(card.getByRole("button", { name: "Run" }));
  await card.findByText("0 of 1 confirmed");
  socket.say(finished("c2", "failed", "disabled"));
  expect(await card.findByText("Kitchen: it is switched off by its license")).toBeVisible();
  expect(runs).toBe(1);
});

test("A new group needs a name and a device that may be switched", async () => {
  let made: unknown;
  server.use(
    http.post("/api/groups", async ({ request }) => {
      made = await request.json();
      return HttpResponse.json({ ...group, group_id: 8 }, { status: 201 });
    }),
  );
  const { user } = await open();
  const add = await screen.findByRole("button", { name: "New group" });
  await waitFor(() => expect(add).toBeEnabled());
  await user.click(add);
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.queryByRole("checkbox", { name: "Ravi's" })).not.toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText("Please fill this in.")).toBeVisible();
  expect(dialog.getByText("Choose at least one device.")).toBeVisible();
  await user.type(dialog.getByRole("textbox", { name: /Name/ }), "Garden");
  await user.click(dialog.getByRole("checkbox", { name: "Kitchen" }));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(made).toEqual({ name: "Garden", device_ids: ["B"] });
});

test("A scene is made of devices and what each shall do", async () => {
  let made: unknown;
  server.use(
    http.post("/api/scenes", async ({ request }) => {
      made = await request.json();
      return HttpResponse.json({ ...scene, scene_id: 9 }, { status: 201 });
    }),
  );
  const { user } = await open();
  const add = await screen.findByRole("button", { name: "New scene" });
  await waitFor(() => expect(add).toBeEnabled());
  await user.click(add);
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByRole("textbox", { name: /Name/ }), "Film");
  await user.click(dialog.getByRole("button", { name: "Add a device" }));
  const step = within(dialog.getByRole("group", { name: "Step 1" }));
  await user.selectOptions(step.getByRole("combobox", { name: "Device" }), "Lamp");
  await user.selectOptions(step.getByRole("combobox", { name: "What" }), "Brightness");
  const value = step.getByRole("spinbutton", { name: "Value" });
  await user.clear(value);
  await user.type(value, "20");
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(made).toEqual({
    name: "Film",
    actions: [{ device_id: "L", command: "brightness", args: { value: 20 } }],
  });
});

test("A group is removed after a question", async () => {
  let removed = 0;
  server.use(
    http.delete("/api/groups/5", () => {
      removed++;
      answers("/api/groups", page());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Remove Ground floor" }));
  expect(removed).toBe(0);
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("No groups yet")).toBeVisible();
  expect(removed).toBe(1);
});

test("Without any it says what they are for; a failure can be tried again", async () => {
  answers("/api/groups", page());
  refuses("/api/scenes", 503);
  const { user } = await open();
  expect(await screen.findByText("No groups yet")).toBeVisible();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/scenes", page());
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No scenes yet")).toBeVisible();
});
