// Written by hand until the OpenAPI document of notifications is there; then lib/api/schema/notifications takes their place.
import type { Operation } from "@/lib/api/operation";

export interface Endpoint {
  endpoint_id: string;
  url: string;
  description: string | null;
  events: string[];
  enabled: boolean;
  disabled_reason: string | null;
  created_at: string;
  last_delivery_at: string | null;
}

/** With the secret, once. */
export interface EndpointWithSecret extends Endpoint {
  secret: string;
}

export type DeliveryState = "pending" | "delivered" | "failed";

export interface Delivery {
  delivery_id: string;
  event_id: string;
  event_type: string;
  state: DeliveryState;
  attempts: number;
  created_at: string;
  last_attempt_at: string | null;
  next_attempt_at: string | null;
  response_status: number | null;
  error: string | null;
}

interface OfEndpoint {
  endpointId: string;
}

interface NewEndpoint {
  url: string;
  description: string | null;
  events: string[];
}

export interface Paths {
  "/api/webhook-endpoints": {
    get: Operation<{ query: { limit?: number }; answer: { items: Endpoint[]; next_cursor: string | null } }>;
    post: Operation<{ body: NewEndpoint; answer: EndpointWithSecret }>;
  };
  "/api/webhook-endpoints/{endpointId}": {
    patch: Operation<{ path: OfEndpoint; body: Partial<NewEndpoint> & { enabled?: boolean }; answer: Endpoint }>;
    delete: Operation<{ path: OfEndpoint }>;
  };
  "/api/webhook-endpoints/{endpointId}/test": { post: Operation<{ path: OfEndpoint; answer: Delivery }> };
  "/api/webhook-endpoints/{endpointId}/secret": { post: Operation<{ path: OfEndpoint; answer: { secret: string } }> };
  "/api/webhook-endpoints/{endpointId}/deliveries": {
    get: Operation<{
      path: OfEndpoint;
      query: { state?: DeliveryState; limit?: number; cursor?: string };
      answer: { items: Delivery[]; next_cursor: string | null };
    }>;
  };
  "/api/webhook-deliveries/{deliveryId}/replay": {
    post: Operation<{ path: { deliveryId: string }; answer: Delivery }>;
  };
}
