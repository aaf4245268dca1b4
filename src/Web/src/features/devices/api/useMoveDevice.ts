import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { deviceKey } from "@/lib/devices/queries";

/** Mounts the device in another pit of its workshop; the answer has its new topic. For owners. */
export function useMoveDevice(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pitId: number) =>
      data(
        registry.PATCH("/api/devices/{deviceId}", {
          params: { path: { deviceId } },
          body: { pit_id: pitId, pit_number: null, device_name: null },
        }),
      ),
    onSuccess: (device) => {
      client.setQueryData([...deviceKey(deviceId), "details"], device);
      void client.invalidateQueries({ queryKey: deviceKey(deviceId) });
      void client.invalidateQueries({ queryKey: ["devices", "list"] });
      void client.invalidateQueries({ queryKey: ["pits"] });
    },
  });
}
