import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";

export interface NewPerson {
  username: string;
  role: string;
  name: string | null;
  email: string | null;
  phone: string | null;
}

/** Makes an account; the answer holds its temporary password, once. */
export function useAddPerson() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ person, key }: { person: NewPerson; key: string }) =>
      data(
        identity.POST("/api/users", { body: { ...person, workshop_id: null }, headers: { "Idempotency-Key": key } }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["users", "list"] }),
  });
}

/** Changes an account; what is null stays as it is. */
export function useChangePerson(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; email?: string; phone?: string; disabled?: boolean }) =>
      data(
        identity.PATCH("/api/users/{id}", {
          params: { path: { id } },
          body: {
            name: change.name ?? null,
            email: change.email ?? null,
            phone: change.phone ?? null,
            disabled: change.disabled ?? null,
          },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["users"] }),
  });
}

/** Gives a new temporary password, shown once; ends the account's sessions. */
export function useResetPassword(id: number) {
  return useMutation({
    mutationFn: () => data(identity.POST("/api/users/{id}/temporary-password", { params: { path: { id } } })),
  });
}
