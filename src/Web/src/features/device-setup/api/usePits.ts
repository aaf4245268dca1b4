import { useQuery } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";

/** The pits that the reader may see, for a choice. */
export function usePits() {
  return useQuery({
    queryKey: ["pits", "choice"],
    queryFn: ({ signal }) => data(registry.GET("/api/pits", { params: { query: { limit: 200 } }, signal })),
  });
}
