// Written by hand until registry's OpenAPI document has this route; then lib/api/schema/registry takes its place.
import type { Operation } from "@/lib/api/operation";

export interface ActivationDay {
  /** `2026-11-20` */
  day: string;
  claimed: number;
  first_used: number;
}

export interface Activations {
  days: ActivationDay[];
  scan_to_first_use_s: { p50: number | null; p90: number | null; count: number };
  steps: { step: string; attempts: number }[];
}

export interface Paths {
  "/api/activations": { get: Operation<{ query: { from?: string; to?: string }; answer: Activations }> };
}
