import { useQuery } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";

/** A workshop by name, for choosing and for saying whose something is. */
export interface WorkshopName {
  id: number;
  name: string;
  code: string;
}

/** All workshops by number. For admins. */
export function useWorkshopNames() {
  return useQuery({
    queryKey: ["tenants", "names"],
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const names = new Map<number, WorkshopName>();
      let cursor: number | undefined;
      do {
        const page = await data(
          identity.GET("/api/tenants", {
            params: { query: { limit: 200, ...(cursor !== undefined && { cursor }) } },
            signal,
          }),
        );
        for (const { tenant_id: id, name, code } of page.items) names.set(id, { id, name, code });
        cursor = page.next_cursor === null ? undefined : Number(page.next_cursor);
      } while (cursor !== undefined);
      return names;
    },
  });
}
