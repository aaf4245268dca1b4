// Written by hand until the OpenAPI document of notifications is there; then lib/api/schema/notifications takes its place.
import type { Operation } from "@/lib/api/operation";

export interface Endpoint {
  endpoint_id: string;
  url: string;
  /** Empty for none. */
  description: string;
  events: string[];
  enabled: boolean;
  /** `failing` when the platform switched it off. */
  disabled_reason: string | null;
  /** Since when nothing went through; null when the newest did. */
  failing_since: string | null;
  created_at: string;
}

export type DeliveryState = "queued" | "delivered" | "failed";

export interface Delivery {
  delivery_id: string;
  event_id: string;
  type: string;
  state: DeliveryState;
  attempts: number;
  /** Of the newest answer; null when there was none. */
  status: number | null;
  problem: string | null;
  /** What is sent, as JSON text. */
  body: string;
  queued_at: string;
  due_at: string;
  finished_at: string | null;
}

interface OfEndpoint {
  endpointId: string;
}

interface NewEndpoint {
  url: string;
  description: string | null;
  events: string[];
}

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Paths {
  "/api/webhook-endpoints": {
    get: Operation<{ answer: Page<Endpoint> }>;
    post: Operation<{ body: NewEndpoint; answer: { endpoint_id: string; url: string; events: string[]; secret: string } }>;
  };
  "/api/webhook-endpoints/{endpointId}": {
    patch: Operation<{ path: OfEndpoint; body: { enabled: boolean }; answer: Endpoint }>;
    delete: Operation<{ path: OfEndpoint }>;
  };
  "/api/webhook-endpoints/{endpointId}/test": { post: Operation<{ path: OfEndpoint; answer: { delivery_id: string } }> };
  "/api/webhook-endpoints/{endpointId}/secret": {
    post: Operation<{ path: OfEndpoint; answer: { endpoint_id: string; secret: string; former_secret_until: string } }>;
  };
  "/api/webhook-endpoints/{endpointId}/deliveries": {
    get: Operation<{
      path: OfEndpoint;
      query: { state?: DeliveryState; limit?: number; cursor?: string };
      answer: Page<Delivery>;
    }>;
  };
  "/api/webhook-deliveries/{deliveryId}/replay": {
    post: Operation<{ path: { deliveryId: string }; answer: { delivery_id: string } }>;
  };
}
