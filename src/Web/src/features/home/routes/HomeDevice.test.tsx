import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { answersDevices, householder, ownDevice } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import HomeDevice from "./HomeDevice";

test("Somebody else's device is not there", async () => {
  answersDevices(ownDevice());
  await renderRoute(HomeDevice, { path: paths.homeDevice.pattern, at: "/home/OTHER", me: householder() });
  expect(await screen.findByText("This device is not yours.")).toBeVisible();
});
