// Generated from openapi/notifications.json by "npm run types"; do not edit.
export interface paths {
    "/api/webhook-deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a finished delivery again, with the same event id */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deliveryId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueuedDelivery"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant's webhook endpoints, without their secrets */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfWebhookEndpointView"];
                    };
                };
            };
        };
        put?: never;
        /** A new endpoint; the secret that signs its deliveries is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateWebhookEndpoint"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewWebhookEndpoint"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One endpoint */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEndpointView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Removes an endpoint with its deliveries */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes address, description, events, or switches it on or off */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeWebhookEndpoint"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEndpointView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/webhook-endpoints/{endpointId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent there, newest first */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfWebhookDeliveryView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-endpoints/{endpointId}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret, shown this once; the former one signs as well for 24 hours */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewWebhookSecret"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-endpoints/{endpointId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends the event webhook.test there */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    endpointId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueuedDelivery"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ChangeWebhookEndpoint: {
            description: null | string;
            enabled: null | boolean;
            events: null | string[];
            url: null | string;
        };
        CreateWebhookEndpoint: {
            description: null | string;
            events: null | string[];
            url: null | string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        NewWebhookEndpoint: {
            /** Format: uuid */
            endpoint_id: string;
            events: string[];
            secret: string;
            url: string;
        };
        NewWebhookSecret: {
            /** Format: uuid */
            endpoint_id: string;
            /** Format: date-time */
            former_secret_until: string;
            secret: string;
        };
        OutboxState: {
            /** Format: double */
            oldest_age_s: null | number;
            /** Format: int64 */
            set_aside: number;
            /** Format: int64 */
            waiting: number;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfWebhookDeliveryView: {
            items: components["schemas"]["WebhookDeliveryView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfWebhookEndpointView: {
            items: components["schemas"]["WebhookEndpointView"][];
            next_cursor: null | string;
        };
        QueuedDelivery: {
            /** Format: uuid */
            delivery_id: string;
        };
        StorageAnswer: {
            /** Format: int64 */
            bytes: number;
            database: string;
            outbox: components["schemas"]["OutboxState"];
            tables: components["schemas"]["TableSize"][];
        };
        TableSize: {
            /** Format: int64 */
            bytes: number;
            name: string;
            /** Format: int64 */
            rows_estimate: number;
        };
        WebhookDeliveryView: {
            /** Format: int32 */
            attempts: number;
            body: string;
            /** Format: uuid */
            delivery_id: string;
            /** Format: date-time */
            due_at: string;
            /** Format: uuid */
            event_id: string;
            /** Format: date-time */
            finished_at: null | string;
            problem: null | string;
            /** Format: date-time */
            queued_at: string;
            state: string;
            /** Format: int32 */
            status: null | number;
            type: string;
        };
        WebhookEndpointView: {
            /** Format: date-time */
            created_at: string;
            description: string;
            disabled_reason: null | string;
            enabled: boolean;
            /** Format: uuid */
            endpoint_id: string;
            events: string[];
            /** Format: date-time */
            failing_since: null | string;
            url: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
