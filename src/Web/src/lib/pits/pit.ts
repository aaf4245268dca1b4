import type { components } from "@/lib/api/schema/registry";
import type { DeviceStatusEvent, LicenseSwitchEvent } from "@/lib/live/events";

export type Pit = components["schemas"]["PitView"];

export type DeviceState = "online" | "offline" | "disabled" | "no_device";

export const deviceTone = {
  online: "good",
  offline: "warn",
  disabled: "bad",
  no_device: "neutral",
} as const satisfies Record<DeviceState, string>;

/** How a pit's device stands. A switched-off license counts before the device has heard of it: nothing it says is taken. */
export function deviceState(pit: Pit): DeviceState {
  if (pit.device_id === null) return "no_device";
  if (pit.license_status === "suspended" || pit.license_status === "expired") return "disabled";
  return pit.status === "online" || pit.status === "disabled" ? pit.status : "offline";
}

/** Why a device is disabled: a code such as `payment_overdue`, or what somebody wrote. Null where that is not said. */
export function disabledReason(pit: Pit): string | null {
  if (deviceState(pit) !== "disabled") return null;
  if (pit.license_status !== "suspended" && pit.license_status !== "expired") return null;
  return pit.license_reason === null || pit.license_reason === "" ? pit.license_status : pit.license_reason;
}

/** The pit after an event; the same object when the event is not about it, so that nothing is rendered for it. */
export function afterStatus(pit: Pit, event: DeviceStatusEvent): Pit {
  if (pit.device_id !== event.device_id || pit.status === event.status) return pit;
  return { ...pit, status: event.status };
}

export function afterSwitch(pit: Pit, event: LicenseSwitchEvent): Pit {
  if (pit.device_id !== event.device_id) return pit;
  if (pit.license_status === event.status && pit.license_reason === event.reason) return pit;
  return { ...pit, license_status: event.status, license_reason: event.reason };
}
