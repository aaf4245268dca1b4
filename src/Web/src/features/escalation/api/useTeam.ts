import { useQuery } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import type { components } from "@/lib/api/schema/identity";

type Account = components["schemas"]["UserAnswer"];

/** Who can be woken: owner and staff of the workshop. */
export function useTeam() {
  return useQuery({
    queryKey: ["users", "team"],
    queryFn: async ({ signal }) => {
      const people: Account[] = [];
      for (const role of ["owner", "staff"])
        people.push(
          ...(await data(identity.GET("/api/users", { params: { query: { role, limit: 200 } }, signal }))).items,
        );
      return people.filter(({ disabled }) => !disabled);
    },
  });
}
