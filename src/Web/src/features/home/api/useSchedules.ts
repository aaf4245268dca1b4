import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { controllerKey } from "@/lib/controllers/queries";
import { useLiveEvent } from "@/lib/live";
import type { NewSchedules, Schedules } from "./types";

const schedulesKey = (deviceId: string) => [...controllerKey(deviceId), "schedules"];

export function useSchedules(deviceId: string) {
  const client = useQueryClient();
  // The device confirms a schedule by ending the command that brought it.
  useLiveEvent("command_status", ({ device_id, command, finished_at }) => {
    if (device_id === deviceId && command === "SCHEDULES" && finished_at !== null)
      void client.invalidateQueries({ queryKey: schedulesKey(deviceId) });
  });
  return useQuery({
    queryKey: schedulesKey(deviceId),
    queryFn: async ({ signal }) =>
      (await data(
        registry.GET("/api/devices/{deviceId}/schedules", { params: { path: { deviceId } }, signal }),
      )) as Schedules,
  });
}

export function useSaveSchedules(deviceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: NewSchedules) =>
      (await data(
        registry.PUT("/api/devices/{deviceId}/schedules", { params: { path: { deviceId } }, body }),
      )) as Schedules,
    onSuccess: (answer) => client.setQueryData(schedulesKey(deviceId), answer),
  });
}
