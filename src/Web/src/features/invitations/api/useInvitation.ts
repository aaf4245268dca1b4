import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";

export function useInvitation(token: string) {
  return useQuery({
    queryKey: ["invitations", token],
    queryFn: ({ signal }) => data(registry.GET("/api/invitations/{token}", { params: { path: { token } }, signal })),
    // It is good once: what was accepted must not be asked for again and look lost.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useAccept(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(registry.POST("/api/invitations/{token}/accept", { params: { path: { token } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["devices"] }),
  });
}
