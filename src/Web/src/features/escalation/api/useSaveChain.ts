import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, notifications } from "@/lib/api/client";
import type { Chain } from "../model/chain";
import { chainKey } from "./useChain";

export function useSaveChain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Chain) => data(notifications.PUT("/api/escalation", { body })),
    onSuccess: (saved) => client.setQueryData(chainKey, saved),
  });
}
