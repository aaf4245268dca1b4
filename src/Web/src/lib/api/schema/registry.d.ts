// Generated from openapi/registry.json by "npm run types"; do not edit.
export interface paths {
    "/api/commands/{commandId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A command and where it stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    commandId: string;
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
                        "application/json": components["schemas"]["CommandView"];
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
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices that the caller may see; search by a part of device_id or serial_number */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    pit_id?: number;
                    online?: boolean;
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
                        "application/json": components["schemas"]["PageOfDeviceView"];
                    };
                };
            };
        };
        put?: never;
        /** Register a device in a workshop's pit, or (admin) in the factory's ledger */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RegisterDevice"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RegisteredDevice"];
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
    "/api/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One device */
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
                        "application/json": components["schemas"]["DeviceView"];
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
    "/api/devices/{deviceId}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A device's commands, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
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
                        "application/json": components["schemas"]["PageOfCommandView"];
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
    "/api/devices/{deviceId}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace a device's secret; the new one is shown once */
        post: {
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
                        "application/json": components["schemas"]["RotatedCredentials"];
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
    "/api/devices/{deviceId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lifecycle, license, presence, last reading, firmware, pending commands */
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
                        "application/json": components["schemas"]["DeviceStatus"];
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
    "/api/pits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pits that the caller may see */
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
                        "application/json": components["schemas"]["PageOfPitView"];
                    };
                };
            };
        };
        put?: never;
        /** Add a pit to the workshop */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AddPit"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PitView"];
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
    "/api/pits/{pitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One pit */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    pitId: number;
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
                        "application/json": components["schemas"]["PitView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a pit's name or camera */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    pitId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangePit"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PitView"];
                    };
                };
            };
        };
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddPit: {
            camera_ip: null | string;
            camera_model: null | string;
            camera_rtsp_url: null | string;
            name: null | string;
            /** Format: int32 */
            pit_number: null | number;
            /** Format: int32 */
            workshop_id: null | number;
        };
        ChangePit: {
            camera_ip: null | string;
            camera_model: null | string;
            camera_rtsp_url: null | string;
            name: null | string;
        };
        CommandView: {
            /** Format: date-time */
            acknowledged_at: null | string;
            /** Format: uuid */
            cause_id: null | string;
            command: string;
            /** Format: uuid */
            command_id: string;
            device_id: string;
            /** Format: date-time */
            expires_at: string;
            failure: null | string;
            /** Format: date-time */
            finished_at: null | string;
            /** Format: date-time */
            last_queued_at: string;
            /** Format: int32 */
            pit_id: null | number;
            /** Format: int64 */
            position: number;
            /** Format: date-time */
            queued_at: string;
            reason: string;
            /** Format: date-time */
            sent_at: null | string;
            status: string;
            /** Format: int32 */
            times_queued: number;
            /** Format: int32 */
            workshop_id: null | number;
        };
        DeviceFacts: {
            cut_off: boolean;
            device_id: string;
            /** Format: int64 */
            device_number: number;
            device_type: string;
            license_key: string;
            pit_code: null | string;
            /** Format: int32 */
            pit_id: null | number;
            secret_sha256: string;
            serial_number: string;
            tenant_code: null | string;
            /** Format: int32 */
            tenant_id: null | number;
            /** Format: int64 */
            version: number;
        };
        DeviceStatus: {
            /** Format: int64 */
            boot: null | number;
            cut_off: boolean;
            device_id: string;
            firmware: null | string;
            /** Format: date-time */
            last_reading_at: null | string;
            license: components["schemas"]["LicenseSeen"];
            lifecycle: string;
            /** Format: int64 */
            pending_commands: number;
            /** Format: int32 */
            pit_id: null | number;
            presence: components["schemas"]["PresenceSeen"];
            /** Format: int32 */
            workshop_id: null | number;
        };
        DeviceView: {
            cut_off: boolean;
            device_id: string;
            /** Format: int64 */
            device_number: number;
            device_type: string;
            firmware: null | string;
            /** Format: date-time */
            last_seen_at: null | string;
            license_key: string;
            license_status: null | string;
            lifecycle: string;
            online: boolean;
            pit_code: null | string;
            /** Format: int32 */
            pit_id: null | number;
            /** Format: date-time */
            registered_at: string;
            serial_number: string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        LicenseSeen: {
            /** Format: date-time */
            changed_at: null | string;
            license_key: string;
            reason: string;
            status: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfCommandView: {
            items: components["schemas"]["CommandView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfDeviceFacts: {
            items: components["schemas"]["DeviceFacts"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfDeviceView: {
            items: components["schemas"]["DeviceView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfPitView: {
            items: components["schemas"]["PitView"][];
            next_cursor: null | string;
        };
        PitView: {
            camera_model: null | string;
            code: string;
            device_id: null | string;
            name: string;
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            pit_number: number;
            status: string;
            /** Format: int32 */
            workshop_id: number;
        };
        PresenceSeen: {
            /** Format: date-time */
            last_seen_at: null | string;
            online: boolean;
            /** Format: date-time */
            reported_at: null | string;
            reported_reason: null | string;
            reported_status: null | string;
            /** Format: date-time */
            since: string;
        };
        RegisterDevice: {
            camera_ip: null | string;
            camera_model: null | string;
            camera_rtsp_url: null | string;
            device_id: null | string;
            device_type: null | string;
            firmware_version: null | string;
            /** Format: int32 */
            pit_number: null | number;
            serial_number: null | string;
            status: null | string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        RegisteredDevice: {
            device_id: string;
            license_key: string;
            /** Format: int32 */
            pit_id: null | number;
            secret: string;
            status: string;
            topic: string;
        };
        RotatedCredentials: {
            device_id: string;
            secret: string;
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
