import { useQuery } from "@tanstack/react-query";
import { data, identity } from "@/lib/api/client";

/** Name of the person behind `user:12`; null for a service, and as long as it is not known. */
export function useActorName(actor: string): string | null {
  const id = /^user:(\d+)$/.exec(actor)?.[1];
  const query = useQuery({
    queryKey: ["users", Number(id)],
    enabled: id !== undefined,
    staleTime: 10 * 60_000,
    // A person whose account is gone stays a number.
    retry: false,
    queryFn: ({ signal }) => data(identity.GET("/api/users/{id}", { params: { path: { id: Number(id) } }, signal })),
  });
  return query.data === undefined ? null : (query.data.name ?? query.data.username);
}
