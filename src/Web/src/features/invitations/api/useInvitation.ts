import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { clientOf, data } from "@/lib/api/client";
import type { Paths } from "./types";

const invitations = clientOf<Paths>();

export function useInvitation(token: string) {
  return useQuery({
    queryKey: ["invitations", token],
    queryFn: ({ signal }) => data(invitations.GET("/api/invitations/{token}", { params: { path: { token } }, signal })),
    // It is good once: what was accepted must not be asked for again and look lost.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useAccept(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => data(invitations.POST("/api/invitations/{token}/accept", { params: { path: { token } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["devices"] }),
  });
}
