import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";

export interface NewDevice {
  device_id: string;
  pit_number: number;
  /** What a pit that is made with the device is called; null for a pit that is there. */
  pit_name: string | null;
  camera_ip: string | null;
  camera_model: string | null;
  camera_rtsp_url: string | null;
}

/** Registers a device. A form that is sent again after a lost answer gets the same answer, with the same secret. */
export function useRegisterDevice() {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async ({ pit_name, ...device }: NewDevice) => {
      const body = {
        ...device,
        workshop_id: null,
        serial_number: null,
        device_type: null,
        firmware_version: null,
        status: null,
      };
      const registered = await data(
        registry.POST("/api/devices", { body, headers: { "Idempotency-Key": key.of(body) } }),
      );
      key.done();
      return {
        registered,
        isNamed: pit_name === null || registered.pit_id === null || (await name(registered.pit_id, pit_name)),
      };
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["devices"] }),
        client.invalidateQueries({ queryKey: ["pits"] }),
      ]),
    gcTime: 0,
  });
}

/** The device is there already and its secret must be shown: a name that was not taken is told, and no failure. */
async function name(pitId: number, pitName: string): Promise<boolean> {
  try {
    await data(
      registry.PATCH("/api/pits/{pitId}", {
        params: { path: { pitId } },
        body: { name: pitName, camera_ip: null, camera_model: null, camera_rtsp_url: null },
      }),
    );
    return true;
  } catch {
    return false;
  }
}
