import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { configDiffers, ownDevice, serial } from "../../../../tests/controllers";
import { openHomeDevice } from "../../../../tests/homeDevice";
import { answers, server } from "../../../../tests/server";
import { connectLive } from "../../../../tests/socket";

test("The configuration shows what is wanted beside what the device says, and sends a change with the version it was made from", async () => {
  let put: unknown;
  answers(`/api/devices/${serial}/config`, configDiffers);
  server.use(
    http.put(`/api/devices/${serial}/config`, async ({ request }) => {
      put = await request.json();
      return HttpResponse.json({ ...configDiffers, desired: (put as { config: object }).config, desired_version: 5 });
    }),
  );
  const { user } = await openHomeDevice(ownDevice(), "settings");
  expect(await screen.findByText("Not at the device yet")).toBeVisible();
  expect(screen.getByText("wanted: 30")).toBeVisible();
  const interval = screen.getByRole("textbox", { name: /Update interval/ });
  await user.clear(interval);
  await user.type(interval, "2");
  await user.click(screen.getByRole("button", { name: "Save the configuration" }));
  expect(await screen.findByText("From 5 to 3600.")).toBeVisible();
  expect(put).toBeUndefined();
  await user.clear(interval);
  await user.type(interval, "120");
  await user.click(screen.getByRole("button", { name: "Save the configuration" }));
  expect(await screen.findByText("wanted: 120")).toBeVisible();
  expect(put).toEqual({ config: { update_interval_s: 120, wifi_ssid: "Home" }, version: 4 });
  // The device confirms: the page hears it and asks again.
  answers(`/api/devices/${serial}/config`, { ...configDiffers, in_sync: true, differs_since: null });
  const socket = await connectLive();
  socket.say({
    tenant_id: 1,
    pit_id: null,
    device_id: serial,
    type: "device_config",
    desired_version: 5,
    reported_version: 5,
  });
  expect(await screen.findByText("The device runs with this")).toBeVisible();
});
