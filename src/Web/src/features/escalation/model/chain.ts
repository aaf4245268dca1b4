import type { components } from "@/lib/api/schema/notifications";

export type Chain = components["schemas"]["EscalationChain"];

/** A step as it stands in the form. */
export interface StepDraft {
  /** Keeps it apart from the others while they come and go. */
  key: number;
  minutes: string;
  people: readonly number[];
  channels: readonly string[];
}

export interface Draft {
  enabled: boolean;
  severity: string;
  steps: readonly StepDraft[];
}

export const mostSteps = 10;

export function draftOf(chain: Chain): Draft {
  return {
    enabled: chain.enabled,
    severity: chain.min_severity,
    steps: chain.steps.map((step, index) => ({
      key: index,
      minutes: String(step.after_minutes),
      people: step.user_ids,
      channels: step.channels,
    })),
  };
}

export function bodyOf(draft: Draft): Chain {
  return {
    enabled: draft.enabled,
    min_severity: draft.severity,
    steps: draft.steps.map((step) => ({
      after_minutes: Number(step.minutes),
      user_ids: [...step.people],
      channels: [...step.channels],
    })),
  };
}

/** One more step, later than the last one. */
export function withStep(draft: Draft): Draft {
  const last = Number(draft.steps.at(-1)?.minutes ?? 0) || 0;
  const key = Math.max(-1, ...draft.steps.map((step) => step.key)) + 1;
  return {
    ...draft,
    steps: [...draft.steps, { key, minutes: String(last + 5), people: [], channels: ["sms", "push", "in_app"] }],
  };
}

/** With an item or without it. */
export const toggled = <T>(all: readonly T[], item: T, on: boolean): readonly T[] =>
  on ? [...all, item] : all.filter((one) => one !== item);
