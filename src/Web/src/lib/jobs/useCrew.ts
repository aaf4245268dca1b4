import { useQuery } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import { allPages } from "@/lib/api/pages";

export interface CrewMember {
  user_id: number;
  name: string;
}

/** Who may work on a job: staff and owners of the workshop. Only owners may ask. */
export function useCrew(enabled = true) {
  return useQuery({
    queryKey: ["users", "crew"],
    enabled,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<CrewMember[]> => {
      const all = await Promise.all(
        ["staff", "owner"].map((role) =>
          allPages((paging) => data(identity.GET("/api/users", { params: { query: { role, ...paging } }, signal }))),
        ),
      );
      return all.flat().map(({ user_id, name, username }) => ({ user_id, name: name ?? username }));
    },
  });
}
