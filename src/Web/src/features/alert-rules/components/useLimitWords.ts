import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/i18n/format";
import { type Rule, unitOf } from "../model/rule";

/** What raises an alert by a rule, in words: `above 200 AQI, over at 190 AQI`. In the units in which limits are written. */
export function useLimitWords(): (rule: Rule) => string[] {
  const { t } = useTranslation("alert-rules");
  const format = useFormat();
  return (rule) => {
    if (rule.kind === "no_data") return [t("limit.silent", { value: format.number(rule.silent_seconds ?? 0) })];
    const value = (number: number) =>
      `${format.number(number, Number.isInteger(number) ? 0 : 1)} ${unitOf(rule.measure)}`;
    const side = (name: "above" | "below", limit: number | null, clear: number | null) =>
      limit === null ? [] : [t(`limit.${name}`, { limit: value(limit), clear: value(clear ?? limit) })];
    return [
      ...side("above", rule.above, rule.above_clear),
      ...side("below", rule.below, rule.below_clear),
      ...(rule.for_seconds > 0 ? [t("limit.for", { value: format.number(rule.for_seconds) })] : []),
    ];
  };
}
