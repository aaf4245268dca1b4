import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import type { Scene, SceneAction } from "./types";

const key = ["scenes", "list"];
const query = { limit: 200 };

export function useScenes() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await data(registry.GET("/api/scenes", { params: { query }, signal }))).items as Scene[],
  });
}

/** Makes a scene, or changes the one of this id. */
export function useSaveScene(sceneId: number | null) {
  const client = useQueryClient();
  const requestKey = useRequestKey();
  return useMutation({
    mutationFn: (body: { name: string; actions: SceneAction[] }) =>
      sceneId === null
        ? data(registry.POST("/api/scenes", { body, headers: { "Idempotency-Key": requestKey.of(body) } }))
        : data(registry.PATCH("/api/scenes/{sceneId}", { params: { path: { sceneId } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useRemoveScene() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sceneId: number) => data(registry.DELETE("/api/scenes/{sceneId}", { params: { path: { sceneId } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
