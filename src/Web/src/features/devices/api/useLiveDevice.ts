import { useQueryClient } from "@tanstack/react-query";
import { deviceKey, useOfferDeviceReading } from "@/lib/devices/queries";
import { useLiveEvent } from "@/lib/live";
import { licenseKey } from "./useLicense";

/** Keeps what is shown of one device as it is now. */
export function useLiveDevice(deviceId: string): void {
  const client = useQueryClient();
  const offer = useOfferDeviceReading(deviceId);
  const ask = (...keys: string[]) => {
    for (const key of keys) void client.invalidateQueries({ queryKey: [...deviceKey(deviceId), key] });
  };

  useLiveEvent("sensor_update", (event) => {
    if (event.device_id === deviceId) offer(event);
  });
  useLiveEvent("device_status", (event) => {
    if (event.device_id === deviceId) ask("details", "presence", "connection", "commands");
  });
  useLiveEvent("license_switch", (event) => {
    if (event.device_id !== deviceId) return;
    ask("details", "commands");
    void client.invalidateQueries({ queryKey: licenseKey(deviceId) });
  });
}
