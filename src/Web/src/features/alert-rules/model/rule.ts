import { knownAlertTypes } from "@/lib/alerting/types";
import type { components } from "@/lib/api/schema/telemetry";

type Schemas = components["schemas"];

export type Rule = Schemas["AlertRuleView"];
export type RuleBody = Schemas["WriteAlertRule"];

/** What is measured, and its unit as the API takes it. */
export const measures = { temperature: "°C", humidity: "%", aqi: "AQI", pressure: "hPa" } as const;
export type Measure = keyof typeof measures;

export const unitOf = (measure: string | null): string =>
  Object.entries(measures).find(([name]) => name === measure)?.[1] ?? "";

/** Name of a rule that is the tenant's own and not the platform's. */
export const own = "own";

/** A rule as it stands in the form: numbers as they were typed, empty for none. */
export interface Draft {
  /** One of the platform's, or {@link own}. */
  type: string;
  /** The name, of the tenant's own. */
  name: string;
  pit: string;
  kind: "threshold" | "no_data";
  measure: Measure;
  above: string;
  above_clear: string;
  below: string;
  below_clear: string;
  for_seconds: string;
  silent_seconds: string;
  repeat_minutes: string;
  severity: string;
  enabled: boolean;
}

export const isKnown = (type: string): boolean => knownAlertTypes.some((known) => known === type);

const text = (value: number | null) => (value === null ? "" : String(value));
const number = (typed: string) => (typed.trim() === "" ? null : Number(typed));

export function draftOf(rule: Rule): Draft {
  return {
    type: isKnown(rule.alert_type) ? rule.alert_type : own,
    name: isKnown(rule.alert_type) ? "" : rule.alert_type,
    pit: text(rule.pit_id),
    kind: rule.kind === "no_data" ? "no_data" : "threshold",
    measure: (rule.measure as Measure | null) ?? "aqi",
    above: text(rule.above),
    above_clear: text(rule.above_clear),
    below: text(rule.below),
    below_clear: text(rule.below_clear),
    for_seconds: rule.for_seconds === 0 ? "" : String(rule.for_seconds),
    silent_seconds: text(rule.silent_seconds),
    repeat_minutes: text(rule.repeat_minutes),
    severity: rule.severity,
    enabled: rule.enabled,
  };
}

/** As the API takes it; what does not belong to its kind is left out. */
export function bodyOf(draft: Draft): RuleBody {
  const isThreshold = draft.kind === "threshold";
  return {
    alert_type: draft.type === own ? draft.name.trim() : draft.type,
    pit_id: number(draft.pit),
    kind: draft.kind,
    measure: isThreshold ? draft.measure : null,
    above: isThreshold ? number(draft.above) : null,
    above_clear: isThreshold ? number(draft.above_clear) : null,
    below: isThreshold ? number(draft.below) : null,
    below_clear: isThreshold ? number(draft.below_clear) : null,
    for_seconds: isThreshold ? (number(draft.for_seconds) ?? 0) : null,
    silent_seconds: isThreshold ? null : number(draft.silent_seconds),
    repeat_minutes: number(draft.repeat_minutes),
    severity: draft.severity,
    enabled: draft.enabled,
    workshop_id: null,
  };
}

const order = (rule: Rule) => {
  const at = knownAlertTypes.findIndex((known) => known === rule.alert_type);
  return at < 0 ? knownAlertTypes.length : at;
};

/** The platform's kinds first, in its order, then the tenant's own by name. */
export const byType = (a: Rule, b: Rule): number => order(a) - order(b) || a.alert_type.localeCompare(b.alert_type);
