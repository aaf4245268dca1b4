// Generated from openapi/operations.json by "npm run types"; do not edit.
export interface paths {
    "/api/ops/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every error queue with its newest messages, which stay in it */
        get: {
            parameters: {
                query?: never;
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
                        "application/json": components["schemas"]["DeadLetterList"];
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
    "/api/ops/dead-letters/{queue}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drops all messages of an error queue; confirm has to be its name */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    queue: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PurgeRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurgeAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/dead-letters/{queue}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves messages back to the queue that they came from, oldest first */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    queue: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": null | components["schemas"]["ReplayRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReplayAnswer"];
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
    "/api/ops/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How every service is, and what that means */
        get: {
            parameters: {
                query?: never;
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
                        "application/json": components["schemas"]["PlatformHealth"];
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
    "/api/ops/ingest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readings now and over the last hour, what was not let in, devices and connections */
        get: {
            parameters: {
                query?: never;
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
                        "application/json": components["schemas"]["PlatformIngest"];
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
    "/api/ops/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every queue of the broker and every outbox, with depth and age */
        get: {
            parameters: {
                query?: never;
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
                        "application/json": components["schemas"]["PlatformQueues"];
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
    "/api/ops/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Size of every database, its largest tables, its outbox, and the disk */
        get: {
            parameters: {
                query?: never;
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
                        "application/json": components["schemas"]["PlatformStorage"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        DatabaseStorage: {
            /** Format: int64 */
            bytes: null | number;
            database: null | string;
            is_known: boolean;
            outbox: null | components["schemas"]["OutboxState"];
            service: string;
            tables: components["schemas"]["TableSize"][];
        };
        DeadLetter: {
            /** Format: int32 */
            bytes: number;
            consumer: null | string;
            exception_message: null | string;
            exception_type: null | string;
            /** Format: date-time */
            first_seen: null | string;
            message_id: null | string;
            payload: string;
            reason: null | string;
            stack_trace: null | string;
            type: null | string;
        };
        DeadLetterList: {
            items: components["schemas"]["DeadLetterQueue"][];
        };
        DeadLetterQueue: {
            /** Format: int64 */
            count: number;
            /** Format: int32 */
            looked_at: number;
            messages: components["schemas"]["DeadLetter"][];
            queue: string;
            source: string;
        };
        DeviceSessions: {
            /** Format: int32 */
            queues: number;
            /** Format: int64 */
            ready: null | number;
            /** Format: int64 */
            unacknowledged: null | number;
        };
        DiskSpace: {
            folder: string;
            /** Format: int64 */
            free_bytes: number;
            /** Format: int64 */
            total_bytes: number;
        };
        IngestMinute: {
            /** Format: date-time */
            minute: string;
            /** Format: int64 */
            readings: null | number;
            /** Format: int64 */
            refused: null | number;
            /** Format: int64 */
            rejected: null | number;
        };
        OutboxQueue: {
            /** Format: double */
            oldest_age_s: null | number;
            service: string;
            /** Format: int64 */
            set_aside: null | number;
            /** Format: int64 */
            waiting: null | number;
        };
        OutboxState: {
            /** Format: double */
            oldest_age_s: null | number;
            /** Format: int64 */
            set_aside: number;
            /** Format: int64 */
            waiting: number;
        };
        PlatformHealth: {
            /** Format: date-time */
            at: string;
            messaging: components["schemas"]["ServerSeen"];
            postgres: components["schemas"]["ServerSeen"];
            reasons: string[];
            services: components["schemas"]["ServiceHealth"][];
            verdict: components["schemas"]["Verdict"];
        };
        PlatformIngest: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            devices: null | number;
            /** Format: int64 */
            devices_online: null | number;
            minutes: components["schemas"]["IngestMinute"][];
            /** Format: int32 */
            mqtt_connections: null | number;
            /** Format: double */
            readings_per_s: null | number;
        };
        PlatformQueues: {
            /** Format: date-time */
            at: string;
            device_sessions: components["schemas"]["DeviceSessions"];
            has_statistics: boolean;
            items: components["schemas"]["QueueState"][];
            outboxes: components["schemas"]["OutboxQueue"][];
        };
        PlatformStorage: {
            /** Format: date-time */
            at: string;
            databases: components["schemas"]["DatabaseStorage"][];
            disk: null | components["schemas"]["DiskSpace"];
        };
        PurgeAnswer: {
            /** Format: int64 */
            dropped: number;
            queue: string;
        };
        PurgeRequest: {
            confirm?: null | string;
        };
        QueueState: {
            /** Format: int32 */
            consumers: null | number;
            /** Format: double */
            in_per_s: null | number;
            is_error_queue: boolean;
            name: string;
            /** Format: date-time */
            not_empty_since: null | string;
            /** Format: double */
            oldest_age_s: null | number;
            /** Format: double */
            out_per_s: null | number;
            /** Format: int64 */
            ready: null | number;
            type: string;
            /** Format: int64 */
            unacknowledged: null | number;
        };
        ReplayAnswer: {
            /** Format: int64 */
            left: number;
            /** Format: int32 */
            moved: number;
            queue: string;
            source: string;
        };
        ReplayRequest: {
            /** Format: int32 */
            count?: null | number;
        };
        ServerSeen: {
            fails_for: string[];
            state: components["schemas"]["ServiceState"];
            works_for: string[];
        };
        ServiceCheck: {
            detail: null | string;
            /** Format: double */
            duration_ms: number;
            name: string;
            state: components["schemas"]["ServiceState"];
        };
        ServiceHealth: {
            checks: components["schemas"]["ServiceCheck"][];
            detail: null | string;
            /** Format: int64 */
            memory_bytes: null | number;
            name: string;
            /** Format: double */
            response_ms: null | number;
            /** Format: date-time */
            started_at: null | string;
            state: components["schemas"]["ServiceState"];
            /** Format: int64 */
            uptime_s: null | number;
            version: null | string;
        };
        /** @enum {unknown} */
        ServiceState: "healthy" | "degraded" | "unhealthy" | "unreachable";
        TableSize: {
            /** Format: int64 */
            bytes: number;
            name: string;
            /** Format: int64 */
            rows_estimate: number;
        };
        /** @enum {unknown} */
        Verdict: "healthy" | "degraded" | "down";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
