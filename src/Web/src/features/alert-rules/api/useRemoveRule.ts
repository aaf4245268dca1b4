import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, telemetry } from "@/lib/api/client";
import { rulesKey } from "./useRules";

/** Removes a rule; where the platform has one of that kind, it counts again. */
export function useRemoveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ruleId: number) =>
      data(telemetry.DELETE("/api/alert-rules/{ruleId}", { params: { path: { ruleId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: rulesKey }),
  });
}
