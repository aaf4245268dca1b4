import { useMutation, useQueryClient } from "@tanstack/react-query";
import { data, telemetry } from "@/lib/api/client";
import { useRequestKey } from "@/lib/api/requestKey";
import type { RuleBody } from "../model/rule";
import { rulesKey } from "./useRules";

/** Makes a rule, or changes the one of that number to what the body says. */
export function useWriteRule(ruleId: number | null) {
  const client = useQueryClient();
  const key = useRequestKey();
  return useMutation({
    mutationFn: async (body: RuleBody) => {
      if (ruleId !== null)
        return data(telemetry.PUT("/api/alert-rules/{ruleId}", { params: { path: { ruleId } }, body }));
      const rule = await data(
        telemetry.POST("/api/alert-rules", { body, headers: { "Idempotency-Key": key.of(body) } }),
      );
      key.done();
      return rule;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: rulesKey }),
  });
}
