import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { data, registry } from "@/lib/api/client";
import { given } from "@/lib/api/query";
import { useRequestKey } from "@/lib/api/requestKey";
import type { Ticket, TicketDetails, TicketState } from "./types";

const listKey = ["tickets", "list"];
const oneKey = (ticketId: number) => ["tickets", "one", ticketId];

/** An answer of the other side is waited for, not watched: once in half a minute is often enough. */
const pace = 30_000;

export function useTickets(filter: { state: TicketState | ""; device_id: string }) {
  return useInfiniteQuery({
    queryKey: [...listKey, filter],
    queryFn: async ({ pageParam, signal }) => {
      const page = await data(
        registry.GET("/api/tickets", {
          params: {
            query: given({
              state: filter.state === "" ? null : filter.state,
              device_id: filter.device_id,
              cursor: pageParam,
            }),
          },
          signal,
        }),
      );
      return { ...page, items: page.items as Ticket[] };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: pace,
  });
}

export function useTicket(ticketId: number) {
  return useQuery({
    queryKey: oneKey(ticketId),
    queryFn: async ({ signal }) =>
      (await data(
        registry.GET("/api/tickets/{ticketId}", { params: { path: { ticketId } }, signal }),
      )) as TicketDetails,
    refetchInterval: pace,
  });
}

export function useAttachment(ticketId: number, enabled: boolean) {
  return useQuery({
    queryKey: [...oneKey(ticketId), "attachment"],
    queryFn: ({ signal }) =>
      data(registry.GET("/api/tickets/{ticketId}/attachment", { params: { path: { ticketId } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
}

export function useOpenTicket() {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async (body: { device_id: string; subject: string; text: string }) => {
      const ticket = await data(registry.POST("/api/tickets", { body, headers: { "Idempotency-Key": key.of(body) } }));
      key.done();
      return ticket as TicketDetails;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  });
}

export function useWrite(ticketId: number) {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async (text: string) => {
      await data(
        registry.POST("/api/tickets/{ticketId}/messages", {
          params: { path: { ticketId } },
          body: { text },
          headers: { "Idempotency-Key": key.of(text) },
        }),
      );
      key.done();
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["tickets"] }),
  });
}

export function useTicketState(ticketId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (state: TicketState) =>
      data(registry.PATCH("/api/tickets/{ticketId}", { params: { path: { ticketId } }, body: { state } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["tickets"] }),
  });
}
