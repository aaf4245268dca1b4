// Generated from openapi/licensing.json by "npm run types"; do not edit.
export interface paths {
    "/.well-known/device-lease-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys of device leases, as JWK and PEM */
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
                        "application/json": components["schemas"]["LeaseKeySet"];
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
    "/api/device/license": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** May this device work? 200 with the lease, or 402 with the reason */
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
                        "application/json": components["schemas"]["MayWork"];
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
    "/api/devices/{deviceId}/license": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A device's license and its last switches */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deviceId: string;
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
                        "application/json": components["schemas"]["DeviceLicense"];
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
    "/api/devices/{deviceId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Switch a device off or on; repeating it sends the command again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deviceId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SwitchDevice"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceSwitched"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/licenses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Licenses; search by the beginning of key or device_id */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    status?: string;
                    search?: string;
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
                        "application/json": components["schemas"]["PageOfLicenseView"];
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
    "/api/licenses/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Licenses by status, and violations of the last 24 hours */
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
                        "application/json": components["schemas"]["LicenseFigures"];
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
    "/api/licenses/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One license */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
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
                        "application/json": components["schemas"]["LicenseView"];
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
    "/api/licenses/{key}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch on again, optionally with a new end */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ActivateLicense"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LicenseSwitched"];
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
    "/api/licenses/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who switched it, when, why, and when the device confirmed; newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    key: string;
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
                        "application/json": components["schemas"]["PageOfSwitchView"];
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
    "/api/licenses/{key}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch off: readings are refused and the device is told to stop */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SuspendLicense"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LicenseSwitched"];
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
    "/api/violations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refused readings by device, reason and minute, newest first */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    device_id?: string;
                    reason?: string;
                    from?: string;
                    to?: string;
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
                        "application/json": components["schemas"]["PageOfViolationView"];
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
        ActivateLicense: {
            /** Format: date-time */
            expires_at: null | string;
            reason: null | string;
        };
        DeviceLicense: {
            license: components["schemas"]["LicenseView"];
            switches: components["schemas"]["SwitchView"][];
        };
        DeviceSwitched: {
            command_sent: boolean;
            device_id: string;
            status: string;
        };
        LeaseKeySet: {
            keys: components["schemas"]["LeasePublicKey"][];
        };
        LeasePublicKey: {
            crv: string;
            kid: string;
            kty: string;
            pem: string;
            x: string;
            y: string;
        };
        LicenseFacts: {
            /** Format: date-time */
            changed_at: string;
            device_id: string;
            license_key: string;
            reason: string;
            status: components["schemas"]["LicenseStatus"];
            /** Format: int32 */
            tenant_id: null | number;
            /** Format: int64 */
            version: number;
        };
        LicenseFigures: {
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            expired: number;
            /** Format: int64 */
            suspended: number;
            /** Format: int64 */
            violating_devices_last_day: number;
            /** Format: int64 */
            violations_last_day: number;
        };
        /** @enum {unknown} */
        LicenseStatus: "active" | "suspended" | "expired";
        LicenseSwitched: {
            /** Format: date-time */
            changed_at: string;
            device_id: string;
            /** Format: date-time */
            expires_at: null | string;
            license_key: string;
            reason: string;
            status: string;
            /** Format: uuid */
            switch_id: string;
        };
        LicenseView: {
            /** Format: date-time */
            changed_at: string;
            device_id: string;
            /** Format: date-time */
            expires_at: null | string;
            /** Format: date-time */
            issued_at: string;
            last_switch?: null | components["schemas"]["SwitchView"];
            /** Format: date-time */
            lease_valid_until: null | string;
            license_key: string;
            /** Format: int64 */
            license_number: number;
            reason: string;
            status: string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        MayWork: {
            lease: null | string;
            status: string;
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
        PageOfLicenseFacts: {
            items: components["schemas"]["LicenseFacts"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfLicenseView: {
            items: components["schemas"]["LicenseView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfSwitchView: {
            items: components["schemas"]["SwitchView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfViolationView: {
            items: components["schemas"]["ViolationView"][];
            next_cursor: null | string;
        };
        StorageAnswer: {
            /** Format: int64 */
            bytes: number;
            database: string;
            outbox: components["schemas"]["OutboxState"];
            tables: components["schemas"]["TableSize"][];
        };
        SuspendLicense: {
            reason: null | string;
        };
        SwitchDevice: {
            /** Format: date-time */
            expires_at: null | string;
            reason: null | string;
            status: null | string;
        };
        SwitchView: {
            actor: string;
            /** Format: date-time */
            command_finished_at: null | string;
            /** Format: date-time */
            command_sent_at: null | string;
            command_status: null | string;
            /** Format: date-time */
            confirmed_at: null | string;
            /** Format: date-time */
            effective_at: null | string;
            from_status: string;
            reason: string;
            /** Format: date-time */
            requested_at: string;
            /** Format: uuid */
            switch_id: string;
            to_status: string;
            /** Format: int64 */
            version: number;
        };
        TableSize: {
            /** Format: int64 */
            bytes: number;
            name: string;
            /** Format: int64 */
            rows_estimate: number;
        };
        ViolationView: {
            /** Format: int32 */
            count: number;
            device_id: string;
            /** Format: date-time */
            last_at: string;
            /** Format: date-time */
            minute: string;
            reason: string;
            /** Format: int64 */
            violation_id: number;
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
