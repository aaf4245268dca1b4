// Generated from openapi/telemetry.json by "npm run types"; do not edit.
export interface paths {
    "/api/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant's rules, with the platform's own where it has none of that type */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    pit_id?: number;
                    cursor?: number;
                    limit?: number;
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
                        "application/json": components["schemas"]["PageOfAlertRuleView"];
                    };
                };
            };
        };
        put?: never;
        /** A new rule; one of the type of a default takes its place */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WriteAlertRule"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertRuleView"];
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
    "/api/alert-rules/{ruleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    ruleId: number;
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
                        "application/json": components["schemas"]["AlertRuleView"];
                    };
                };
            };
        };
        /** Changes a rule to what the body says */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    ruleId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WriteAlertRule"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertRuleView"];
                    };
                };
            };
        };
        post?: never;
        /** Removes a rule; where there is a default of its type, that counts again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    ruleId: number;
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
        patch?: never;
        trace?: never;
    };
    "/api/devices/{device_id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readings of a device over a time; raw without from: the newest, newest first, before to */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    resolution?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    device_id: string;
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
                        "application/json": components["schemas"]["EnvironmentReading"][];
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
    "/api/pits/{pit_id}/sensors/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readings of a pit over a time, at a level that stays below 2,000 points */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    resolution?: string;
                };
                header?: never;
                path: {
                    pit_id: number;
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
                        "application/json": components["schemas"]["EnvironmentReading"][];
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
    "/api/pits/{pit_id}/sensors/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest reading of a pit */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    pit_id: number;
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
                        "application/json": components["schemas"]["EnvironmentReading"];
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
    "/api/telemetry/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readings of the last hour and the last 24 hours per workshop; owners get their own */
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
                        "application/json": components["schemas"]["TelemetryFigures"];
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
    "/api/telemetry/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest reading of each pit that the caller may see, by pit id; a pit without readings is not in the list */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    limit?: number;
                    cursor?: string;
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
                        "application/json": components["schemas"]["PageOfPitReading"];
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
    "/api/telemetry/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that were set aside, newest first */
        get: {
            parameters: {
                query?: {
                    device_id?: string;
                    reason?: string;
                    cursor?: number;
                    limit?: number;
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
                        "application/json": components["schemas"]["PageOfRejectedMessage"];
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
        AlertRuleView: {
            /** Format: double */
            above: null | number;
            /** Format: double */
            above_clear: null | number;
            alert_type: string;
            /** Format: double */
            below: null | number;
            /** Format: double */
            below_clear: null | number;
            enabled: boolean;
            /** Format: int32 */
            for_seconds: number;
            is_default: boolean;
            kind: string;
            measure: null | string;
            /** Format: int32 */
            pit_id: null | number;
            /** Format: int32 */
            repeat_minutes: null | number;
            /** Format: int64 */
            rule_id: null | number;
            severity: string;
            /** Format: int32 */
            silent_seconds: null | number;
            /** Format: date-time */
            updated_at: null | string;
            /** Format: int32 */
            workshop_id: number;
        };
        EnvironmentReading: {
            /** Format: float */
            aqi: null | number;
            /** Format: float */
            aqi_accuracy: null | number;
            /** Format: float */
            aqi_max?: null | number;
            /** Format: float */
            aqi_min?: null | number;
            /** Format: int64 */
            count?: null | number;
            /** Format: float */
            humidity: null | number;
            /** Format: float */
            humidity_max?: null | number;
            /** Format: float */
            humidity_min?: null | number;
            /** Format: float */
            pressure: null | number;
            /** Format: float */
            pressure_max?: null | number;
            /** Format: float */
            pressure_min?: null | number;
            /** Format: date-time */
            received_at?: null | string;
            /** Format: int64 */
            seq?: null | number;
            /** Format: float */
            temperature: null | number;
            /** Format: float */
            temperature_max?: null | number;
            /** Format: float */
            temperature_min?: null | number;
            time_replaced?: null | boolean;
            /** Format: date-time */
            timestamp: string;
        };
        IngestCounts: {
            /** Format: int64 */
            accepted: number;
            /** Format: int64 */
            refused: number;
            /** Format: int64 */
            rejected: number;
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
        PageOfAlertRuleView: {
            items: components["schemas"]["AlertRuleView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfPitReading: {
            items: components["schemas"]["PitReading"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfRejectedMessage: {
            items: components["schemas"]["RejectedMessage"][];
            next_cursor: null | string;
        };
        PitReading: {
            /** Format: float */
            aqi: null | number;
            /** Format: float */
            aqi_accuracy: null | number;
            device_id: string;
            /** Format: float */
            humidity: null | number;
            /** Format: int32 */
            pit_id: number;
            /** Format: float */
            pressure: null | number;
            /** Format: date-time */
            received_at: string;
            /** Format: float */
            temperature: null | number;
            /** Format: date-time */
            timestamp: string;
        };
        RejectedMessage: {
            /** Format: int32 */
            count: number;
            detail: string;
            device_id: string;
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            last_at: string;
            /** Format: date-time */
            minute: string;
            reason: string;
            sample: string;
            /** Format: int32 */
            tenant_id: null | number;
            topic: string;
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
        TelemetryFigures: {
            items: components["schemas"]["TenantReadings"][];
        };
        TenantReadings: {
            /** Format: int32 */
            devices: number;
            /** Format: int64 */
            last_day: number;
            /** Format: int64 */
            last_hour: number;
            /** Format: int32 */
            workshop_id: number;
        };
        WriteAlertRule: {
            /** Format: double */
            above: null | number;
            /** Format: double */
            above_clear: null | number;
            alert_type: null | string;
            /** Format: double */
            below: null | number;
            /** Format: double */
            below_clear: null | number;
            enabled: null | boolean;
            /** Format: int32 */
            for_seconds: null | number;
            kind: null | string;
            measure: null | string;
            /** Format: int32 */
            pit_id: null | number;
            /** Format: int32 */
            repeat_minutes: null | number;
            severity: null | string;
            /** Format: int32 */
            silent_seconds: null | number;
            /** Format: int32 */
            workshop_id: null | number;
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
