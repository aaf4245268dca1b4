import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import type { SetupView } from "./types";

/** Somebody stands beside the device and waits for it. */
const pace = 3_000;

/** How the device stands; asked again and again while `watched`, for it may come online or its button be pressed. */
export function useSetup(serial: string, watched: boolean) {
  return useQuery({
    queryKey: ["setup", serial],
    queryFn: async ({ signal }) =>
      (await data(
        registry.GET("/api/setup/{serialNumber}", { params: { path: { serialNumber: serial } }, signal }),
      )) as SetupView,
    refetchInterval: watched ? pace : false,
  });
}

/** Makes the device the reader's. Sent again after a lost answer it is the same claim. */
export function useClaim(serial: string) {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async ({ name, code }: { name: string; code: string | null }) => {
      const body = { serial_number: serial, device_name: name, claim_code: code, user_id: null };
      const claimed = await data(
        registry.POST("/api/devices/register", { body, headers: { "Idempotency-Key": key.of(body) } }),
      );
      key.done();
      return claimed;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["devices"] }),
    // The claim code stays nowhere.
    gcTime: 0,
  });
}

export function useName(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (device_name: string) =>
      data(
        registry.PATCH("/api/devices/{deviceId}", {
          params: { path: { deviceId } },
          body: { device_name, pit_id: null, pit_number: null },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["devices"] }),
  });
}
