import type { Pit } from "@/lib/pits/pit";
import { ago } from "./time";

/** A pit whose device works: number 1 is pit 101 with ESP32-1. */
export function pitOf(number: number, more: Partial<Pit> = {}): Pit {
  return {
    pit_id: 100 + number,
    workshop_id: 1,
    pit_number: number,
    code: `pit${number}`,
    name: `Pit ${number}`,
    device_id: `ESP32-${number}`,
    status: "online",
    camera_model: null,
    camera_ip: null,
    has_camera_rtsp_url: false,
    license_status: "active",
    license_reason: "",
    ...more,
  };
}

/** What the pit's device said so many seconds ago. */
export function pitReading(number: number, seconds: number, more: object = {}) {
  return {
    pit_id: 100 + number,
    device_id: `ESP32-${number}`,
    temperature: 24.1,
    humidity: 51,
    aqi: 42,
    pressure: 1008,
    aqi_accuracy: 3,
    timestamp: ago(seconds),
    received_at: ago(seconds),
    ...more,
  };
}
