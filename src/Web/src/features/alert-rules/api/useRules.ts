import { useQuery } from "@tanstack/react-query";
import { data, telemetry } from "@/lib/api/client";
import type { Rule } from "../model/rule";

export const rulesKey = ["alert-rules"] as const;

/** All rules of the own workshop, with the platform's where it has none of that kind. */
export function useRules() {
  return useQuery({
    queryKey: rulesKey,
    queryFn: async ({ signal }) => {
      const rules: Rule[] = [];
      let cursor: number | null = null;
      do {
        const query = { limit: 200, ...(cursor !== null && { cursor }) };
        const page: { items: Rule[]; next_cursor: string | null } = await data(
          telemetry.GET("/api/alert-rules", { params: { query }, signal }),
        );
        rules.push(...page.items);
        cursor = page.next_cursor === null ? null : Number(page.next_cursor);
      } while (cursor !== null);
      return rules;
    },
  });
}
