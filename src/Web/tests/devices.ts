import type { DeviceConnection, DeviceDetails, DeviceReading } from "@/lib/devices/types";
import { ago } from "./time";

/** A device of the workshop that works, as the registry knows it. */
export function deviceOf(more: Partial<DeviceDetails> = {}): DeviceDetails {
  return {
    device_number: 1,
    device_id: "ESP32-1",
    serial_number: "SN-1",
    device_type: "workshop_gateway",
    workshop_id: 1,
    workshop_name: "Demo Workshop",
    workshop_code: "ws_1",
    pit_id: 4,
    pit_code: "pit4",
    pit_name: "Left hoist",
    pit_number: 4,
    lifecycle: "active",
    license_key: "LIC-AAAA-BBBB-CCCC",
    license_status: "active",
    license_reason: "",
    license_changed_at: ago(86_400),
    status: "online",
    online: true,
    online_changed_at: ago(600),
    last_seen_at: ago(2),
    last_reading_at: ago(2),
    firmware: "1.4.0",
    boot: 3,
    started_at: ago(600),
    cut_off: false,
    reported_status: "online",
    reported_reason: null,
    reported_at: ago(600),
    registered_at: ago(864_000),
    pending_commands: 0,
    topic: "workshop/ws_1/pit/pit4/sensors",
    command_topic: "workshop/ws_1/device/ESP32-1/command",
    device_name: null,
    claimed_at: null,
    ...more,
  };
}

export function connectionOf(more: Partial<DeviceConnection> = {}): DeviceConnection {
  return {
    device_id: "ESP32-1",
    ever_connected: true,
    first_connected_at: ago(86_400),
    connected_at: ago(600),
    last_message_at: ago(2),
    refusals: [],
    ...more,
  };
}

export function readingOf(seconds: number, more: Partial<DeviceReading> = {}): DeviceReading {
  return {
    temperature: 24.1,
    humidity: 51,
    aqi: 40,
    pressure: 1_008,
    aqi_accuracy: 3,
    timestamp: ago(seconds),
    received_at: ago(seconds),
    seq: 7,
    time_replaced: false,
    ...more,
  };
}

/** A device that has not been heard of yet. */
export const unheard = {
  status: "offline",
  online: false,
  last_seen_at: null,
  last_reading_at: null,
  reported_status: null,
  reported_at: null,
  firmware: null,
  boot: null,
  started_at: null,
} as const;
export const neverConnected: Partial<DeviceConnection> = {
  ever_connected: false,
  first_connected_at: null,
  connected_at: null,
  last_message_at: null,
};
