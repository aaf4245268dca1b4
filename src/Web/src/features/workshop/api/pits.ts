import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/registry";

export type Pit = components["schemas"]["PitView"];

export interface PitInput {
  /** Only at creation. */
  pit_number: number | null;
  name: string | null;
  camera_ip: string | null;
  camera_model: string | null;
  /** Never answered by the API; null leaves it, an empty text removes it. */
  camera_rtsp_url: string | null;
}

export function useWorkshopPits() {
  return useQuery({
    queryKey: ["pits", "settings"],
    queryFn: ({ signal }) => data(registry.GET("/api/pits", { params: { query: { limit: 200 } }, signal })),
  });
}

/** Adds a pit, or changes one when `pitId` is given. */
export function useSavePit(pitId: number | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ pit, key }: { pit: PitInput; key: string }) => {
      const { pit_number, ...change } = pit;
      return pitId === null
        ? data(
            registry.POST("/api/pits", {
              body: { ...change, pit_number, workshop_id: null },
              headers: { "Idempotency-Key": key },
            }),
          )
        : data(registry.PATCH("/api/pits/{pitId}", { params: { path: { pitId } }, body: change }));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["pits"] }),
  });
}

export function useRemovePit() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (pitId: number) => data(registry.DELETE("/api/pits/{pitId}", { params: { path: { pitId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["pits"] }),
  });
}
