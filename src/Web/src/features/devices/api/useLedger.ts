import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { clientOf, data } from "@/lib/api/client";
import { deviceKey } from "@/lib/devices/queries";
import type { Paths } from "./types";

const ledgers = clientOf<Paths>();
const ledgerKey = (deviceId: string) => [...deviceKey(deviceId), "ledger"];

/** Where the device is between factory and scrap, and every step on the way. For the vendor. */
export function useLedger(deviceId: string) {
  return useQuery({
    queryKey: ledgerKey(deviceId),
    queryFn: ({ signal }) =>
      data(ledgers.GET("/api/devices/{deviceId}/ledger", { params: { path: { deviceId } }, signal })),
  });
}

export function useTransition(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { to: string; reason: string }) =>
      data(ledgers.POST("/api/devices/{deviceId}/lifecycle", { params: { path: { deviceId } }, body })),
    // Also when it was refused: somebody else may have been faster.
    onSettled: () => client.invalidateQueries({ queryKey: deviceKey(deviceId) }),
  });
}
