import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { answersDevice, devicePart, openDevice } from "../../../../tests/devicePage";
import { deviceOf } from "../../../../tests/devices";
import { answers, problem, server } from "../../../../tests/server";

beforeEach(() => {
  window.innerWidth = 1280;
  answersDevice();
});

const pit = (pitId: number, name: string, deviceId: string | null = null) => ({
  pit_id: pitId,
  pit_number: pitId,
  code: `pit${pitId}`,
  name,
  device_id: deviceId,
});

test("A device is moved to another pit once, and its new topic is shown", async () => {
  answers("/api/pits", {
    items: [pit(4, "Left hoist", "ESP32-1"), pit(5, "Right hoist"), pit(6, "Wash bay", "ESP32-2")],
    next_cursor: null,
  });
  const bodies: unknown[] = [];
  server.use(
    http.patch("/api/devices/ESP32-1", async ({ request }) => {
      bodies.push(await request.json());
      if (bodies.length === 1) return problem(404, "not_found");
      const after = deviceOf({ pit_id: 6, pit_name: "Wash bay", topic: "workshop/ws_1/pit/pit6/sensors" });
      answers("/api/devices/ESP32-1", after);
      return HttpResponse.json(after);
    }),
  );
  const { user } = await openDevice();
  await user.click((await devicePart("Identity")).getByRole("button", { name: "Move to another pit" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/until then its readings are refused/)).toBeVisible();
  const confirm = dialog.getByRole("button", { name: "Move the device" });
  expect(confirm).toBeDisabled();
  const choice = await dialog.findByRole("combobox", { name: /New pit/ });
  expect(within(choice).queryByRole("option", { name: /Left hoist/ })).not.toBeInTheDocument();
  await user.selectOptions(choice, "Wash bay (no. 6), has ESP32-2");
  expect(dialog.getByText(/the pit will show the readings of both/)).toBeVisible();
  await user.click(confirm);
  expect(await dialog.findByText(/does not exist, or is not yours/)).toBeVisible();
  await user.dblClick(confirm);
  const done = within(await screen.findByRole("dialog", { name: "ESP32-1 is now in Wash bay" }));
  expect(done.getByText("workshop/ws_1/pit/pit6/sensors")).toBeVisible();
  expect(bodies).toEqual(Array(2).fill({ pit_id: 6, pit_number: null, device_name: null }));
  await user.click(done.getByRole("button", { name: "Done" }));
  const identity = await devicePart("Identity");
  expect(await identity.findByRole("link", { name: "Wash bay" })).toHaveAttribute("href", "/pits/6");
  expect(identity.getByText("workshop/ws_1/pit/pit6/sensors")).toBeVisible();
});

test("Where there is no other pit, nothing can be moved", async () => {
  answers("/api/pits", { items: [pit(4, "Left hoist", "ESP32-1")], next_cursor: null });
  const { user } = await openDevice();
  await user.click(await screen.findByRole("button", { name: "Move to another pit" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(await dialog.findByText("There is no other pit. Add one under Workshop first.")).toBeVisible();
  expect(dialog.getByRole("button", { name: "Move the device" })).toBeDisabled();
});

test.each(["staff", "admin"] as const)("Moving is the owner's: %s does not see it", async (me) => {
  await openDevice(me);
  await devicePart("Identity");
  expect(screen.queryByRole("button", { name: "Move to another pit" })).not.toBeInTheDocument();
});
