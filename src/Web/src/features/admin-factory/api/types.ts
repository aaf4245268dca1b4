// Written by hand until registry's OpenAPI document has these routes; then lib/api/schema/registry takes their place.
import type { Operation } from "@/lib/api/operation";

export interface Batch {
  batch_id: string;
  number: number;
  device_type: string;
  firmware_version: string;
  count: number;
  made: number;
  status: "making" | "ready" | "failed";
  failure: string | null;
  flashed: number;
  tested: number;
  claimed: number;
  created_by: string;
  created_at: string;
  ready_at: string | null;
  note: string | null;
}

export type Provisioning = "pending" | "flashed" | "tested" | "failed";

export interface Unit {
  serial_number: string;
  lifecycle: string;
  provisioning: Provisioning;
  port: string | null;
  mac: string | null;
  detail: string | null;
  provisioned_at: string | null;
  tested_at: string | null;
}

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

interface OfBatch {
  id: string;
}

export interface Paths {
  "/api/batches": {
    get: Operation<{ query: { limit?: number; cursor?: string }; answer: Page<Batch> }>;
    post: Operation<{
      body: { device_type: string; firmware_version: string; count: number; note: string | null };
      answer: Batch;
    }>;
  };
  "/api/batches/{id}": { get: Operation<{ path: OfBatch; answer: Batch }> };
  "/api/batches/{id}/devices": {
    get: Operation<{
      path: OfBatch;
      query: { result?: Provisioning; limit?: number; cursor?: string };
      answer: Page<Unit>;
    }>;
  };
  "/api/batches/{id}/ledger.csv": { get: Operation<{ path: OfBatch; answer: Blob }> };
  "/api/batches/{id}/nvs.zip": { get: Operation<{ path: OfBatch; answer: Blob }> };
  "/api/batches/{id}/nvs": { get: Operation<{ path: OfBatch; query: { serial: string }; answer: Blob }> };
  "/api/batches/{id}/labels.pdf": { get: Operation<{ path: OfBatch; answer: Blob }> };
  "/api/batches/{id}/labels/{serial}.png": {
    get: Operation<{ path: OfBatch & { serial: string }; answer: Blob }>;
  };
}
