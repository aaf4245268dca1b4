import { useQuery } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { useMe } from "@/lib/session/useSession";

/** Names of the pits that the reader may see. An admin says of which workshop, and has none without. */
export function usePitNames(workshop = "") {
  const isAdmin = useMe().role === "admin";
  const query = useQuery({
    queryKey: ["pits", "names", workshop],
    enabled: !isAdmin || workshop !== "",
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const names = new Map<number, string>();
      let cursor: string | null = null;
      do {
        const query = {
          limit: 200,
          ...(isAdmin && { workshop_id: Number(workshop) }),
          ...(cursor !== null && { cursor }),
        };
        const page: { items: { pit_id: number; name: string }[]; next_cursor: string | null } = await data(
          registry.GET("/api/pits", { params: { query }, signal }),
        );
        for (const { pit_id, name } of page.items) names.set(pit_id, name);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return names;
    },
  });
  return query.data ?? new Map<number, string>();
}
