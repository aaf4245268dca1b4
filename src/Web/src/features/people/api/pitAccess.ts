import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, identity, registry } from "@/lib/api/client";

/** The workshop's pits, for choosing. */
export function usePitChoices() {
  return useQuery({
    queryKey: ["pits", "choices"],
    queryFn: async ({ signal }) =>
      (await data(registry.GET("/api/pits", { params: { query: { limit: 200 } }, signal }))).items,
  });
}

/** The pits that a member of staff or a customer may see. */
export function usePitsOf(id: number) {
  return useQuery({
    queryKey: ["users", id, "pits"],
    queryFn: ({ signal }) => data(identity.GET("/api/users/{id}/pits", { params: { path: { id } }, signal })),
  });
}

export function useSetPits(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (pitIds: number[]) =>
      data(identity.PUT("/api/users/{id}/pits", { params: { path: { id } }, body: { pit_ids: pitIds } })),
    onSuccess: (answer) => queryClient.setQueryData(["users", id, "pits"], answer),
  });
}
