import { useQuery } from "@tanstack/react-query";
import { data, licensing } from "@/lib/api/client";

export const licenseKey = (deviceId: string) => ["licenses", "device", deviceId] as const;

/** The device's license and the last throws of its switch. For owners. */
export function useLicense(deviceId: string, enabled: boolean) {
  return useQuery({
    queryKey: licenseKey(deviceId),
    queryFn: ({ signal }) =>
      data(licensing.GET("/api/devices/{deviceId}/license", { params: { path: { deviceId } }, signal })),
    enabled,
  });
}
