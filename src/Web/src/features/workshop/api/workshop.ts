import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/identity";
import { session } from "@/lib/session/session";
import { useMe } from "@/lib/session/useSession";

export type Workshop = components["schemas"]["TenantAnswer"];

/** The signed-in owner's workshop. */
export function useWorkshop() {
  const id = useMe().workshop_id ?? 0;
  return useQuery({
    queryKey: ["tenants", id],
    queryFn: ({ signal }) => data(identity.GET("/api/tenants/{id}", { params: { path: { id } }, signal })),
  });
}

export function useChangeWorkshop(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; address: string; phone: string; time_zone: string }) =>
      data(identity.PATCH("/api/tenants/{id}", { params: { path: { id } }, body })),
    onSuccess: async (workshop) => {
      queryClient.setQueryData(["tenants", id], workshop);
      // The frame shows the name.
      await session.reload();
    },
  });
}

/** A new password for the workshop's own MQTT account, shown once. */
export function useRotateMqtt(id: number) {
  return useMutation({
    mutationFn: () => data(identity.POST("/api/tenants/{id}/mqtt-credentials", { params: { path: { id } } })),
  });
}
