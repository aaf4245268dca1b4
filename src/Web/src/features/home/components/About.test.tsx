import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { configDiffers, ownDevice, serial } from "../../../../tests/controllers";
import { openHomeDevice } from "../../../../tests/homeDevice";
import { answers, server } from "../../../../tests/server";

test("A name is changed, and the device is given up only by typing its serial number", async () => {
  const asked: unknown[] = [];
  answers(`/api/devices/${serial}/config`, configDiffers);
  server.use(
    http.patch(`/api/devices/${serial}`, async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({});
    }),
    http.post(`/api/devices/${serial}/release`, async ({ request }) => {
      asked.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await openHomeDevice(ownDevice(), "settings");
  const name = await screen.findByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "Garden");
  await user.click(screen.getByRole("button", { name: "Rename" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Garden" })).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Remove it" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await user.type(dialog.getByRole("textbox"), "RY4");
  expect(dialog.getByRole("button", { name: "Remove it" })).toBeDisabled();
  await user.clear(dialog.getByRole("textbox"));
  await user.type(dialog.getByRole("textbox"), serial);
  await user.click(dialog.getByRole("button", { name: "Remove it" }));
  expect(await screen.findByText("at /home")).toBeVisible();
  expect(asked).toEqual([{ device_name: "Garden", pit_id: null, pit_number: null }, { confirm: serial }]);
});
