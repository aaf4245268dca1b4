import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";

const key = ["groups", "list"];
const query = { limit: 200 };

export function useGroups() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await data(registry.GET("/api/groups", { params: { query }, signal }))).items,
  });
}

/** Makes a group, or changes the one of this id. */
export function useSaveGroup(groupId: number | null) {
  const client = useQueryClient();
  const requestKey = useRequestKey();
  return useMutation({
    mutationFn: (body: { name: string; device_ids: string[] }) =>
      groupId === null
        ? data(registry.POST("/api/groups", { body, headers: { "Idempotency-Key": requestKey.of(body) } }))
        : data(registry.PATCH("/api/groups/{groupId}", { params: { path: { groupId } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useRemoveGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (groupId: number) => data(registry.DELETE("/api/groups/{groupId}", { params: { path: { groupId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
