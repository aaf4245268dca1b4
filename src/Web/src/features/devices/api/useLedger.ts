import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { deviceKey } from "@/lib/devices/queries";
const ledgerKey = (deviceId: string) => [...deviceKey(deviceId), "ledger"];

/** Where the device is between factory and scrap, and every step on the way. For the vendor. */
export function useLedger(deviceId: string) {
  return useQuery({
    queryKey: ledgerKey(deviceId),
    queryFn: ({ signal }) =>
      data(registry.GET("/api/devices/{deviceId}/ledger", { params: { path: { deviceId } }, signal })),
  });
}

export function useTransition(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { to: string; reason: string }) =>
      data(registry.POST("/api/devices/{deviceId}/lifecycle", { params: { path: { deviceId } }, body })),
    // Also when it was refused: somebody else may have been faster.
    onSettled: () => client.invalidateQueries({ queryKey: deviceKey(deviceId) }),
  });
}
