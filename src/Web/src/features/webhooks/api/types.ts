import type { components } from "@/lib/api/schema/notifications";

type Schemas = components["schemas"];

export type Endpoint = Schemas["WebhookEndpointView"];
export type DeliveryState = "queued" | "delivered" | "failed";
export type Delivery = Omit<Schemas["WebhookDeliveryView"], "state"> & { state: DeliveryState };
