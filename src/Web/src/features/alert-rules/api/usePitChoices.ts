import { useQuery } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";

/** The workshop's pits, for choosing. */
export function usePitChoices() {
  return useQuery({
    queryKey: ["pits", "choices"],
    queryFn: async ({ signal }) =>
      (await data(registry.GET("/api/pits", { params: { query: { limit: 200 } }, signal }))).items,
  });
}
