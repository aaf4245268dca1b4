import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data } from "@/lib/api/client";
import { changeController } from "@/lib/controllers/queries";
import { home } from "./client";

export function useRename(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (device_name: string) =>
      data(home.PATCH("/api/devices/{deviceId}", { params: { path: { deviceId } }, body: { device_name } })),
    onSuccess: (_, device_name) => changeController(client, deviceId, { device_name }),
  });
}
