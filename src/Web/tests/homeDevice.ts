import HomeDevice from "@/features/home/routes/HomeDevice";
import type { OwnDevice } from "@/lib/controllers/types";
import { paths } from "@/lib/paths";
import { answersDevices, householder, ownDevice } from "./controllers";
import { renderRoute } from "./render";

/** A tab of a household's device, as its owner opens it. */
export function openHomeDevice(device: OwnDevice = ownDevice(), tab = "") {
  answersDevices(device);
  return renderRoute(HomeDevice, {
    path: paths.homeDevice.pattern,
    at: paths.homeDevice.of(device.device_id) + (tab === "" ? "" : `?tab=${tab}`),
    me: householder(),
  });
}
