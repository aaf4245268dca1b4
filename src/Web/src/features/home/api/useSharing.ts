import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import { controllerKey, ownDevicesKey } from "@/lib/controllers/queries";
import type { SharedLevel, Sharing } from "./types";

const sharesKey = (deviceId: string) => [...controllerKey(deviceId), "shares"];

/** While somebody is invited their answer may come any moment. */
const whileInvited = 5_000;

/** Who may use the device, and who is invited. Others than its owner get their own row only. */
export function useShares(deviceId: string) {
  return useQuery({
    queryKey: sharesKey(deviceId),
    queryFn: async ({ signal }) =>
      (await data(
        registry.GET("/api/devices/{deviceId}/shares", { params: { path: { deviceId } }, signal }),
      )) as Sharing,
    refetchInterval: ({ state: { data: sharing } }) => (sharing?.invitations.length ? whileInvited : false),
  });
}

interface NewShare {
  email: string;
  access_level: SharedLevel;
  until: string | null;
}

/** All that an owner does about who may use the device. */
export function useSharing(deviceId: string) {
  const client = useQueryClient();
  const key = useRequestKey();
  const path = { deviceId };
  const onSettled = () => client.invalidateQueries({ queryKey: sharesKey(deviceId) });
  /** The device is not the reader's any more: the list is told before its page asks again. */
  const onGone = () => client.invalidateQueries({ queryKey: ownDevicesKey });

  const invite = useMutation({
    mutationFn: async (body: NewShare) => {
      const headers = { "Idempotency-Key": key.of(body) };
      const invitation = await data(
        registry.POST("/api/devices/{deviceId}/shares", { params: { path }, body, headers }),
      );
      key.done();
      return invitation;
    },
    onSettled,
  });
  const transfer = useMutation({
    mutationFn: (email: string) =>
      data(registry.POST("/api/devices/{deviceId}/transfer", { params: { path }, body: { email } })),
    onSettled,
  });
  const change = useMutation({
    mutationFn: ({ userId, ...body }: { userId: number; access_level: SharedLevel; until: string | null }) =>
      data(registry.PATCH("/api/devices/{deviceId}/shares/{userId}", { params: { path: { deviceId, userId } }, body })),
    onSettled,
  });
  const end = useMutation({
    mutationFn: (userId: number) =>
      data(registry.DELETE("/api/devices/{deviceId}/shares/{userId}", { params: { path: { deviceId, userId } } })),
    onSettled,
  });
  const withdraw = useMutation({
    mutationFn: (invitationId: string) =>
      data(
        registry.DELETE("/api/devices/{deviceId}/invitations/{invitationId}", {
          params: { path: { deviceId, invitationId } },
        }),
      ),
    onSettled,
  });
  const handOver = useMutation({
    mutationFn: () => data(registry.POST("/api/devices/{deviceId}/hand-over", { params: { path } })),
    onSettled: () => Promise.all([onSettled(), onGone()]),
  });
  const leave = useMutation({
    mutationFn: (userId: number) =>
      data(registry.DELETE("/api/devices/{deviceId}/shares/{userId}", { params: { path: { deviceId, userId } } })),
    onSuccess: onGone,
  });
  const release = useMutation({
    mutationFn: (confirm: string) =>
      data(registry.POST("/api/devices/{deviceId}/release", { params: { path }, body: { confirm } })),
    onSuccess: onGone,
  });
  return { invite, transfer, change, end, withdraw, handOver, leave, release };
}
