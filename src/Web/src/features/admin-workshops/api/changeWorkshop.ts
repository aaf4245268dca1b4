import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import type { components } from "@/lib/api/schema/identity";

export type NewWorkshop = components["schemas"]["CreateTenant"];

/** Makes a workshop with its owner's account; the answer holds their secrets, once. */
export function useAddWorkshop() {
  const queryClient = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: (body: NewWorkshop) =>
      data(identity.POST("/api/tenants", { body, headers: { "Idempotency-Key": key.of(body) } })),
    onSuccess: () => {
      key.done();
      return queryClient.invalidateQueries({ queryKey: ["tenants"] });
    },
  });
}

/** Changes what is given. */
export function useChangeWorkshop(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: components["schemas"]["ChangeTenant"]) =>
      data(identity.PATCH("/api/tenants/{id}", { params: { path: { id } }, body })),
    onSuccess: (answer) => {
      queryClient.setQueryData(["tenants", id], answer);
      return queryClient.invalidateQueries({ queryKey: ["tenants"] });
    },
  });
}

/** Suspends a workshop, or serves it again. */
export function useSetStatus(id: number) {
  const queryClient = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: ({ to, reason }: { to: "suspended" | "active"; reason: string }) => {
      const request = {
        params: { path: { id } },
        body: { reason },
        headers: { "Idempotency-Key": key.of({ to, reason }) },
      };
      return data(
        to === "suspended"
          ? identity.POST("/api/tenants/{id}/suspend", request)
          : identity.POST("/api/tenants/{id}/activate", request),
      );
    },
    onSuccess: async (answer) => {
      key.done();
      queryClient.setQueryData(["tenants", id], answer);
      // Its licenses follow it.
      await Promise.all(
        ["tenants", "licenses", "devices"].map((resource) => queryClient.invalidateQueries({ queryKey: [resource] })),
      );
    },
  });
}

/** Gives an account a new temporary password, shown once; ends its sessions. */
export function useNewPassword() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => data(identity.POST("/api/users/{id}/temporary-password", { params: { path: { id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["users"] }),
  });
}
