import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/identity";

export type ApiKey = Required<components["schemas"]["ApiKeyAnswer"]>;

/** What a key may do. */
export const scopes = ["readings:read", "devices:read", "devices:control", "devices:write"] as const;

const list = ["api-keys", "list"];

export function useApiKeys() {
  return useQuery({
    queryKey: list,
    queryFn: async ({ signal }) =>
      (await data(identity.GET("/api/api-keys", { params: { query: { limit: 200 } }, signal }))).items as ApiKey[],
  });
}

/** Makes a key; the answer holds it, once. */
export function useAddApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, scopes, key }: { name: string; scopes: string[]; key: string }) =>
      data(
        identity.POST("/api/api-keys", {
          body: { name, scopes, workshop_id: null },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: list }),
  });
}

export function useEndApiKey() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => data(identity.DELETE("/api/api-keys/{id}", { params: { path: { id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: list }),
  });
}
