// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";

export interface LedgerEntry {
  at: string;
  from: string | null;
  to: string;
  reason: string;
  actor: string;
}

export interface Ledger {
  state: string;
  /** Where it may go from here. */
  allowed: string[];
  entries: LedgerEntry[];
}

interface OfDevice {
  deviceId: string;
}

export interface Paths {
  "/api/devices/{deviceId}/ledger": { get: Operation<{ path: OfDevice; answer: Ledger }> };
  "/api/devices/{deviceId}/lifecycle": {
    post: Operation<{ path: OfDevice; body: { to: string; reason: string }; answer: Ledger }>;
  };
}
