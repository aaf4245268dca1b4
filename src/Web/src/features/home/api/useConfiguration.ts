import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { controllerKey } from "@/lib/controllers/queries";
import { useLiveEvent } from "@/lib/live";
import type { Config, Configuration } from "./types";

const configKey = (deviceId: string) => [...controllerKey(deviceId), "config"];

/** What the device should run with, and what it says it runs with. */
export function useConfiguration(deviceId: string) {
  const client = useQueryClient();
  useLiveEvent("device_config", ({ device_id }) => {
    if (device_id === deviceId) void client.invalidateQueries({ queryKey: configKey(deviceId) });
  });
  return useQuery({
    queryKey: configKey(deviceId),
    queryFn: async ({ signal }) =>
      (await data(
        registry.GET("/api/devices/{deviceId}/config", { params: { path: { deviceId } }, signal }),
      )) as Configuration,
  });
}

/** Wants another configuration; refused when somebody else has changed it since `version`. */
export function useSaveConfiguration(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { config: Config; version: number }) =>
      (await data(
        registry.PUT("/api/devices/{deviceId}/config", { params: { path: { deviceId } }, body }),
      )) as Configuration,
    onSuccess: (answer) => client.setQueryData(configKey(deviceId), answer),
    onError: () => client.invalidateQueries({ queryKey: configKey(deviceId) }),
  });
}
