import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";

/** Figures of the last so many days. */
export function useActivations(days: number) {
  return useQuery({
    queryKey: ["activations", days],
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - days * 86_400_000).toISOString();
      return data(registry.GET("/api/activations", { params: { query: { from } }, signal }));
    },
    placeholderData: keepPreviousData,
  });
}
