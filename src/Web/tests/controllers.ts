import { http, HttpResponse } from "msw";
import type { Control, DeviceType, OwnDevice } from "@/lib/controllers/types";
import type { Me } from "@/lib/session/session";
import { person } from "./render";
import { answers, server } from "./server";

/** Somebody of a household, with the devices of a home. */
export const householder = (more: Partial<Me> = {}): Me =>
  person("owner", {
    username: "asha@example.com",
    email: "asha@example.com",
    tenant_kind: "household",
    workshop_name: "Asha's home",
    ...more,
  });

const control = (more: Partial<Control> & Pick<Control, "id" | "kind" | "label" | "state_key">): Control => ({
  command: null,
  args: null,
  value_arg: null,
  min: null,
  max: null,
  unit: null,
  ...more,
});

const relay = (pin: number, number: number) =>
  control({
    id: `relay${number}`,
    kind: "switch",
    label: `Relay ${number}`,
    state_key: String(pin),
    command: "relay",
    args: { pin },
    value_arg: "state",
  });

export const relayType: DeviceType = {
  type: "4Relay",
  title: "4-relay controller",
  prefix: "RY4",
  topics: "devices",
  wifi: true,
  controls: [relay(25, 1), relay(26, 2), relay(27, 3), relay(14, 4)],
  commands: { relay: {}, identify: {} },
  state: null,
  config: {
    type: "object",
    properties: {
      update_interval_s: { type: "integer", minimum: 5, maximum: 3600 },
      wifi_ssid: { type: "string", maxLength: 32 },
      custom: { type: "object" },
    },
    required: ["update_interval_s"],
  },
};

export const ledType: DeviceType = {
  ...relayType,
  type: "LED",
  title: "LED controller",
  prefix: "RGB",
  controls: [
    control({ id: "power", kind: "switch", label: "Light", state_key: "power", command: "led", value_arg: "state" }),
    control({
      id: "brightness",
      kind: "slider",
      label: "Brightness",
      state_key: "brightness",
      command: "brightness",
      value_arg: "value",
      min: 0,
      max: 100,
      unit: "%",
    }),
    control({ id: "color", kind: "color", label: "Colour", state_key: "color", command: "color", value_arg: "value" }),
  ],
  commands: { led: {}, brightness: {}, color: {}, identify: {} },
};

export const sensorType: DeviceType = {
  ...relayType,
  type: "Sensor",
  title: "Sensor",
  prefix: "SNS",
  controls: [control({ id: "in1", kind: "input", label: "Input 1", state_key: "in1" })],
  commands: { identify: {} },
};

/** A serial number whose check character is right. */
export const serial = "RY4-7KQ2M9XAD";

export function ownDevice(more: Partial<OwnDevice> = {}): OwnDevice {
  return {
    device_id: serial,
    serial_number: more.device_id ?? serial,
    device_name: "Living room",
    device_type: "4Relay",
    status: "online",
    state: { "25": "off", "26": "on", "27": "off", "14": "off" },
    access_level: "owner",
    permissions: ["read", "write", "share", "delete"],
    until: null,
    owner_name: null,
    last_seen_at: new Date().toISOString(),
    license_status: "active",
    ...more,
  };
}

/** Shared with the reader, who may only look. */
export const viewed = (more: Partial<OwnDevice> = {}) =>
  ownDevice({ access_level: "viewer", permissions: ["read"], owner_name: "Ravi", ...more });

/** The devices of whoever is signed in, and the kinds of devices that there are. */
export function answersDevices(...devices: OwnDevice[]): void {
  server.use(
    http.get("/api/users/7/devices", ({ request }) => {
      const onlyControllers = new URL(request.url).searchParams.get("controllers") === "true";
      return HttpResponse.json(devices.filter((one) => !onlyControllers || one.device_type !== "workshop_gateway"));
    }),
  );
  answers("/api/device-types", { items: [relayType, ledType, sensorType].map((type) => ({ ...type })) as never });
}

/** A configuration that the device does not have yet: another interval, and a Wi-Fi's name. */
export const configDiffers = {
  desired: { update_interval_s: 30, wifi_ssid: "Home" },
  desired_version: 4,
  desired_at: "2026-11-20T08:00:00Z",
  desired_by: "user:7",
  reported: { update_interval_s: 60 },
  reported_version: 3,
  reported_at: "2026-11-20T08:00:00Z",
  in_sync: false,
  differs_since: "2026-11-20T08:00:00Z",
  failure: null,
};
