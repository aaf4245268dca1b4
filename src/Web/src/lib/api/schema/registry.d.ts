// Generated from openapi/registry.json by "npm run types"; do not edit.
export interface paths {
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddPit: {
            /** Format: int32 */
            pit_number: null | number;
            name: null | string;
            camera_ip: null | string;
            camera_model: null | string;
            camera_rtsp_url: null | string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        ChangePit: {
            name: null | string;
            camera_ip: null | string;
            camera_model: null | string;
            camera_rtsp_url: null | string;
        };
        CommandView: {
            /** Format: int64 */
            position: number;
            /** Format: uuid */
            command_id: string;
            device_id: string;
            /** Format: int32 */
            workshop_id: null | number;
            /** Format: int32 */
            pit_id: null | number;
            command: string;
            reason: string;
            status: string;
            failure: null | string;
            /** Format: uuid */
            cause_id: null | string;
            /** Format: int32 */
            times_queued: number;
            /** Format: date-time */
            queued_at: string;
            /** Format: date-time */
            last_queued_at: string;
            /** Format: date-time */
            sent_at: null | string;
            /** Format: date-time */
            acknowledged_at: null | string;
            /** Format: date-time */
            finished_at: null | string;
            /** Format: date-time */
            expires_at: string;
        };
        DeviceFacts: {
            /** Format: int64 */
            device_number: number;
            device_id: string;
            serial_number: string;
            device_type: string;
            /** Format: int32 */
            tenant_id: null | number;
            tenant_code: null | string;
            /** Format: int32 */
            pit_id: null | number;
            pit_code: null | string;
            license_key: string;
            secret_sha256: string;
            cut_off: boolean;
            /** Format: int64 */
            version: number;
        };
        DeviceStatus: {
            device_id: string;
            /** Format: int32 */
            workshop_id: null | number;
            /** Format: int32 */
            pit_id: null | number;
            lifecycle: string;
            license: components["schemas"]["LicenseSeen"];
            presence: components["schemas"]["PresenceSeen"];
            /** Format: date-time */
            last_reading_at: null | string;
            firmware: null | string;
            /** Format: int64 */
            boot: null | number;
            cut_off: boolean;
            /** Format: int64 */
            pending_commands: number;
        };
        DeviceView: {
            /** Format: int64 */
            device_number: number;
            device_id: string;
            serial_number: string;
            device_type: string;
            /** Format: int32 */
            workshop_id: null | number;
            /** Format: int32 */
            pit_id: null | number;
            pit_code: null | string;
            lifecycle: string;
            license_key: string;
            license_status: null | string;
            online: boolean;
            /** Format: date-time */
            last_seen_at: null | string;
            firmware: null | string;
            cut_off: boolean;
            /** Format: date-time */
            registered_at: string;
        };
        LicenseSeen: {
            license_key: string;
            status: null | string;
            reason: string;
            /** Format: date-time */
            changed_at: null | string;
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
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            workshop_id: number;
            /** Format: int32 */
            pit_number: number;
            code: string;
            name: string;
            device_id: null | string;
            status: string;
            camera_model: null | string;
        };
        PresenceSeen: {
            online: boolean;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            last_seen_at: null | string;
            reported_status: null | string;
            reported_reason: null | string;
            /** Format: date-time */
            reported_at: null | string;
        };
        RegisterDevice: {
            device_id: null | string;
            /** Format: int32 */
            pit_number: null | number;
            camera_ip: null | string;
            camera_model: null | string;
            camera_rtsp_url: null | string;
            /** Format: int32 */
            workshop_id: null | number;
            serial_number: null | string;
            device_type: null | string;
            firmware_version: null | string;
            status: null | string;
        };
        RegisteredDevice: {
            device_id: string;
            license_key: string;
            status: string;
            /** Format: int32 */
            pit_id: null | number;
            secret: string;
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
