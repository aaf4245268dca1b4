import { useQuery } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";
import { useMe } from "@/lib/session/useSession";

/** The reader's own telephone number; only owners and admins may look accounts up. */
export function usePhone() {
  const { id, role } = useMe();
  return useQuery({
    queryKey: ["users", id],
    enabled: role === "owner" || role === "admin",
    queryFn: ({ signal }) => data(identity.GET("/api/users/{id}", { params: { path: { id } }, signal })),
  });
}
