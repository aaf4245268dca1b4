import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { changeController } from "@/lib/controllers/queries";

export function useRename(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (device_name: string) =>
      data(
        registry.PATCH("/api/devices/{deviceId}", {
          params: { path: { deviceId } },
          body: { device_name, pit_id: null, pit_number: null },
        }),
      ),
    onSuccess: (_, device_name) => changeController(client, deviceId, { device_name }),
  });
}
