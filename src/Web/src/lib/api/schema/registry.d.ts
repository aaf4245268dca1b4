// Generated from openapi/registry.json by "npm run types"; do not edit.
export interface paths {
    "/api/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims and first uses per day (UTC), from the first scan to the first use, and how far set-ups came; the last 30 days when no range is given. Steps of set-ups are kept for 90 days. */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
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
                        "application/json": components["schemas"]["Activations"];
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
    "/api/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches, newest first */
        get: {
            parameters: {
                query?: {
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
                        "application/json": components["schemas"]["PageOfBatchView"];
                    };
                };
            };
        };
        put?: never;
        /** Order a batch; its units get serial numbers and credentials in the background */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrderBatch"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchView"];
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
    "/api/batches/{batchId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A batch and how far it is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batchId: string;
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
                        "application/json": components["schemas"]["BatchView"];
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
    "/api/batches/{batchId}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A batch's units in the order of their making, and what became of them at the bench */
        get: {
            parameters: {
                query?: {
                    result?: string;
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    batchId: string;
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
                        "application/json": components["schemas"]["PageOfUnitView"];
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
    "/api/batches/{batchId}/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who took secrets or labels of the batch, and when */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batchId: string;
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
                        "application/json": components["schemas"]["BatchDownloads"];
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
    "/api/batches/{batchId}/labels.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on the labels of all units that are not claimed, for a label printer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batchId: string;
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
                    content?: never;
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
    "/api/batches/{batchId}/labels.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Labels of all units that are not claimed, 24 a sheet (A4, 63.5 x 33.9 mm); of a part with first and count */
        get: {
            parameters: {
                query?: {
                    first?: number;
                    count?: number;
                };
                header?: never;
                path: {
                    batchId: string;
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
                    content?: never;
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
    "/api/batches/{batchId}/labels/{serial}.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One unit's label; gone once it is claimed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batchId: string;
                    serial: string;
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
                    content?: never;
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
    "/api/batches/{batchId}/ledger.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The batch's units without secrets: serial number, state, address of the set-up */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batchId: string;
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
                    content?: never;
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
    "/api/batches/{batchId}/nvs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One unit's provisioning data with its secrets, for nvs_partition_gen; gone once it is claimed */
        get: {
            parameters: {
                query?: {
                    serial?: string;
                };
                header?: never;
                path: {
                    batchId: string;
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
                    content?: never;
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
    "/api/batches/{batchId}/nvs.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Provisioning data of all units that are not claimed, a file each */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batchId: string;
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
                    content?: never;
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
    "/api/batches/{batchId}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note what became of units at the bench, up to 500 at once; saying the same again changes nothing but the time */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batchId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReportResults"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NotedResults"];
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
    "/api/device-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kinds of devices with their controls, commands, state and configuration as JSON Schema */
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
                        "application/json": components["schemas"]["DeviceTypeList"];
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
        /** Devices that the caller may see; search by a part of device_id or serial_number, sort by registered_at, device_id or last_seen_at */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    pit_id?: number;
                    online?: boolean;
                    license?: string;
                    lifecycle?: string;
                    search?: string;
                    sort?: string;
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
    "/api/devices/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pits, devices and those online, per workshop */
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
                        "application/json": components["schemas"]["DeviceFigures"];
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
    "/api/devices/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim a unit; proof is the claim code under the scratch field, or a press of its button within two minutes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClaimDevice"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimedDevice"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClaimedDevice"];
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
        /** All that the registry knows of one device, and what the caller may do with it */
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
                        "application/json": components["schemas"]["DeviceDetails"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Name a device, or mount it in another pit of its workshop; its topic changes with the pit */
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
                    "application/json": components["schemas"]["ChangeDevice"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceDetails"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/devices/{deviceId}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who or what switched what, and when, newest first; also what happened while the device was offline */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
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
                        "application/json": components["schemas"]["PageOfChangeView"];
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
    "/api/devices/{deviceId}/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The configuration that is wished, and the one with which the device runs */
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
                        "application/json": components["schemas"]["DeviceConfig"];
                    };
                };
            };
        };
        /** Replace the whole configuration; it is the device's when reported_version is desired_version */
        put: {
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
                    "application/json": components["schemas"]["ChangeConfig"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceConfig"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{deviceId}/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the broker saw of the device: when it connected, and what was refused and why */
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
                        "application/json": components["schemas"]["DeviceConnection"];
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
    "/api/devices/{deviceId}/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a device a command of its type; it has succeeded when the device said so, see the command */
        post: {
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
                    "application/json": components["schemas"]["ControlDevice"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueuedCommand"];
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
    "/api/devices/{deviceId}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The installation is done: all access of installers ends; by the owner or an installer */
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
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{deviceId}/invitations/{invitationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deviceId: string;
                    invitationId: string;
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
    "/api/devices/{deviceId}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit's state in the vendor's ledger, where it may go by hand, and every step so far */
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
                        "application/json": components["schemas"]["Ledger"];
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
    "/api/devices/{deviceId}/lifecycle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a unit to another state with a reason; returned ends its owner's rights and all shares, resold gives it a new secret and claim code */
        post: {
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
                    "application/json": components["schemas"]["MoveInLedger"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ledger"];
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
    "/api/devices/{deviceId}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the device came online and went offline, newest first */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
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
                        "application/json": components["schemas"]["PageOfPresenceView"];
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
    "/api/devices/{deviceId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the device up: it is nobody's and can be claimed with the code on its label; name its serial number in confirm */
        post: {
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
                    "application/json": components["schemas"]["ReleaseDevice"];
                };
            };
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{deviceId}/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the device does by itself, and whether it has the newest version */
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
                        "application/json": components["schemas"]["DeviceSchedules"];
                    };
                };
            };
        };
        /** Replace all schedules of the device */
        put: {
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
                    "application/json": components["schemas"]["ChangeSchedules"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceSchedules"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{deviceId}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the device is shared with, and open invitations; others than the owner see their own share */
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
                        "application/json": components["schemas"]["DeviceShares"];
                    };
                };
            };
        };
        put?: never;
        /** Invite somebody by e-mail; the link is good once and for 24 hours */
        post: {
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
                    "application/json": components["schemas"]["ShareDevice"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitationView"];
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
    "/api/devices/{deviceId}/shares/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End somebody's share at once; by the owner, or by that person, who leaves */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deviceId: string;
                    userId: number;
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
        /** Change somebody's level, or until when it counts; null removes the end */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deviceId: string;
                    userId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeShare"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ShareView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/devices/{deviceId}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole state, as the device last said */
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
                        "application/json": components["schemas"]["DeviceState"];
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
    "/api/devices/{deviceId}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offer the device to somebody else by e-mail; with their acceptance it is theirs, without its past */
        post: {
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
                    "application/json": components["schemas"]["TransferDevice"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitationView"];
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
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own groups */
        get: {
            parameters: {
                query?: {
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
                        "application/json": components["schemas"]["PageOfDeviceGroup"];
                    };
                };
            };
        };
        put?: never;
        /** Make a group of devices that the caller may see */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewGroup"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceGroup"];
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
    "/api/groups/{groupId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    groupId: number;
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
                        "application/json": components["schemas"]["DeviceGroup"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove a group; its devices stay */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    groupId: number;
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
        /** Change a group's name or devices */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    groupId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeGroup"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceGroup"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/groups/{groupId}/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give all devices of a group the same command; says for each what became of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    groupId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ControlDevice"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GivenCommands"];
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
    "/api/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an invitation offers; 410 when it is over */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
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
                        "application/json": components["schemas"]["InvitationOffer"];
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
    "/api/invitations/{token}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation: a share, or the device itself; good once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
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
                        "application/json": components["schemas"]["AcceptedInvitation"];
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
        /** Remove a pit in which no device is mounted */
        delete: {
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
        /** Change a pit's name or camera; an empty text removes what was there */
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
    "/api/pits/{pitId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in the pit, at most 500 events, newest first: its device online, offline, disabled or enabled by its license */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
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
                        "application/json": components["schemas"]["PitEvents"];
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
    "/api/scenes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own scenes */
        get: {
            parameters: {
                query?: {
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
                        "application/json": components["schemas"]["PageOfScene"];
                    };
                };
            };
        };
        put?: never;
        /** Make a scene of commands to devices that the caller may see */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewScene"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scene"];
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
    "/api/scenes/{sceneId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scene */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sceneId: number;
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
                        "application/json": components["schemas"]["Scene"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove a scene */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sceneId: number;
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
        /** Change a scene's name or commands */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sceneId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeScene"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scene"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/scenes/{sceneId}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give all commands of a scene; says for each what became of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sceneId: number;
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
                        "application/json": components["schemas"]["GivenCommands"];
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
    "/api/setup/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that somebody who sets a device up has reached a step; the first time counts */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReachedStep"];
                };
            };
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup/{serialNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit by the serial number on its label: whether the caller can claim it, and whether its button was pressed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    serialNumber: string;
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
                        "application/json": components["schemas"]["UnitForSetup"];
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
    "/api/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tickets of the household or workshop, or those that the caller opened; for admins all; newest first */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    device_id?: string;
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
                        "application/json": components["schemas"]["PageOfTicketView"];
                    };
                };
            };
        };
        put?: never;
        /** Ask the vendor about a device that the caller may see; the device's last day goes with it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OpenTicket"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ticket"];
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
    "/api/tickets/{ticketId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A ticket with its messages */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    ticketId: number;
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
                        "application/json": components["schemas"]["Ticket"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Close a ticket, or open it again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    ticketId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeTicket"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ticket"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/tickets/{ticketId}/attachment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the device went through in the day before the ticket was opened */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    ticketId: number;
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
                        "application/json": components["schemas"]["TicketAttachment"];
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
    "/api/tickets/{ticketId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write into a ticket; an admin's message answers it and is announced by mail */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    ticketId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WriteMessage"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ticket"];
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
    "/api/users/{userId}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person's devices with what the person may do; a bare array, the next page is in the Link header; with controllers=true only what can be switched */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    controllers?: boolean;
                };
                header?: never;
                path: {
                    userId: string;
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
                        "application/json": components["schemas"]["UserDevice"][];
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
        AcceptedInvitation: {
            access_level: string;
            device_id: string;
        };
        ActivationDay: {
            /** Format: int64 */
            claimed: number;
            /** Format: date */
            day: string;
            /** Format: int64 */
            first_used: number;
        };
        Activations: {
            days: components["schemas"]["ActivationDay"][];
            scan_to_first_use_s: components["schemas"]["ScanToFirstUse"];
            steps: components["schemas"]["StepFigure"][];
        };
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
        AttachedChange: {
            actor: null | string;
            /** Format: date-time */
            at: string;
            cause: string;
            /** Format: uuid */
            command_id: null | string;
            key: string;
            /** Format: date-time */
            received_at: string;
            value: components["schemas"]["JsonElement"];
        };
        AttachedCommand: {
            actor: null | string;
            args: null | components["schemas"]["JsonElement"];
            command: string;
            /** Format: uuid */
            command_id: string;
            failure: null | string;
            /** Format: date-time */
            finished_at: null | string;
            /** Format: date-time */
            queued_at: string;
            reason: string;
            /** Format: date-time */
            sent_at: null | string;
            status: string;
        };
        AttachedDevice: {
            /** Format: int64 */
            boot: null | number;
            /** Format: date-time */
            connected_at: null | string;
            cut_off: boolean;
            device_type: string;
            firmware: null | string;
            /** Format: date-time */
            last_seen_at: null | string;
            license_reason: string;
            license_status: null | string;
            lifecycle: string;
            online: boolean;
            /** Format: date-time */
            reported_at: null | string;
            reported_reason: null | string;
            reported_status: null | string;
            serial_number: string;
            /** Format: date-time */
            started_at: null | string;
            state: null | components["schemas"]["JsonElement"];
        };
        AttachedPresence: {
            /** Format: date-time */
            at: string;
            online: boolean;
            reason: string;
        };
        AttachedRefusal: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            count: number;
            detail: string;
            reason: string;
        };
        AttachedSetting: {
            desired: components["schemas"]["JsonElement"];
            /** Format: date-time */
            desired_at: null | string;
            /** Format: int64 */
            desired_version: number;
            /** Format: date-time */
            differs_since: null | string;
            kind: string;
            reported: null | components["schemas"]["JsonElement"];
            /** Format: date-time */
            reported_at: null | string;
            /** Format: int64 */
            reported_version: null | number;
        };
        BatchDownload: {
            actor: string;
            /** Format: date-time */
            at: string;
            serial_number: null | string;
            what: string;
        };
        BatchDownloads: {
            items: components["schemas"]["BatchDownload"][];
        };
        BatchView: {
            /** Format: uuid */
            batch_id: string;
            /** Format: int64 */
            claimed: number;
            /** Format: int32 */
            count: number;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            device_type: string;
            failure: null | string;
            firmware_version: string;
            /** Format: int64 */
            flashed: number;
            /** Format: int32 */
            made: number;
            note: null | string;
            /** Format: int32 */
            number: number;
            /** Format: date-time */
            ready_at: null | string;
            status: string;
            /** Format: int64 */
            tested: number;
        };
        ChangeConfig: {
            config: components["schemas"]["JsonElement"];
            /** Format: int64 */
            version?: null | number;
        };
        ChangeDevice: {
            device_name: null | string;
            /** Format: int32 */
            pit_id: null | number;
            /** Format: int32 */
            pit_number: null | number;
        };
        ChangeGroup: {
            device_ids?: null | string[];
            name?: null | string;
        };
        ChangePit: {
            camera_ip: null | string;
            camera_model: null | string;
            camera_rtsp_url: null | string;
            name: null | string;
        };
        ChangeScene: {
            actions?: null | components["schemas"]["SceneAction"][];
            name?: null | string;
        };
        ChangeSchedules: {
            items: null | components["schemas"]["ScheduleItem"][];
            /** Format: double */
            latitude?: null | number;
            /** Format: double */
            longitude?: null | number;
            time_zone: null | string;
            /** Format: int64 */
            version?: null | number;
        };
        ChangeShare: {
            access_level?: null | string;
            /** Format: date-time */
            until?: null | string;
        };
        ChangeTicket: {
            state: null | string;
        };
        ChangeView: {
            actor: null | string;
            actor_name: null | string;
            /** Format: date-time */
            at: string;
            cause: string;
            /** Format: uuid */
            command_id: null | string;
            key: string;
            /** Format: date-time */
            received_at: string;
            /** Format: int64 */
            seq: number;
            value: components["schemas"]["JsonElement"];
        };
        ClaimDevice: {
            claim_code: null | string;
            device_name: null | string;
            serial_number: null | string;
            user_id: unknown;
        };
        ClaimedDevice: {
            access_level: string;
            device_id: string;
            device_name: string;
            device_type: string;
            permissions: string[];
            serial_number: string;
        };
        CommandView: {
            /** Format: date-time */
            acknowledged_at: null | string;
            actor: null | string;
            actor_name: null | string;
            args: null | components["schemas"]["JsonElement"];
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
            ttl_s: number;
            /** Format: int32 */
            workshop_id: null | number;
        };
        ControlDevice: {
            args?: unknown;
            command: null | string;
            /** Format: int32 */
            pin?: null | number;
            state?: null | string;
            /** Format: int32 */
            ttl_s?: null | number;
        };
        ControlError: {
            code: string;
            detail: string;
        };
        DeviceAccessFacts: {
            device_id: string;
            level: null | string;
            /** Format: int32 */
            tenant_id: number;
            /** Format: date-time */
            until: null | string;
            /** Format: int64 */
            user_id: number;
            /** Format: int64 */
            version: number;
        };
        DeviceConfig: {
            desired: components["schemas"]["JsonElement"];
            /** Format: date-time */
            desired_at: null | string;
            desired_by: null | string;
            /** Format: int64 */
            desired_version: number;
            /** Format: date-time */
            differs_since: null | string;
            failure: null | string;
            in_sync: boolean;
            reported: null | components["schemas"]["JsonElement"];
            /** Format: date-time */
            reported_at: null | string;
            /** Format: int64 */
            reported_version: null | number;
        };
        DeviceConnection: {
            /** Format: date-time */
            connected_at: null | string;
            device_id: string;
            ever_connected: boolean;
            /** Format: date-time */
            first_connected_at: null | string;
            /** Format: date-time */
            last_message_at: null | string;
            refusals: components["schemas"]["RefusalView"][];
        };
        DeviceCounts: {
            /** Format: int64 */
            devices: number;
            /** Format: int64 */
            online: number;
        };
        DeviceDetails: {
            access_level?: string;
            /** Format: int64 */
            boot: null | number;
            /** Format: date-time */
            claimed_at: null | string;
            command_topic: string;
            cut_off: boolean;
            device_id: string;
            device_name: null | string;
            /** Format: int64 */
            device_number: number;
            device_type: string;
            firmware: null | string;
            /** Format: date-time */
            last_reading_at: null | string;
            /** Format: date-time */
            last_seen_at: null | string;
            /** Format: date-time */
            license_changed_at: null | string;
            license_key: string;
            license_reason: string;
            license_status: null | string;
            lifecycle: string;
            online: boolean;
            /** Format: date-time */
            online_changed_at: string;
            /** Format: int64 */
            pending_commands: number;
            permissions?: string[];
            pit_code: null | string;
            /** Format: int32 */
            pit_id: null | number;
            pit_name: null | string;
            /** Format: int32 */
            pit_number: null | number;
            /** Format: date-time */
            registered_at: string;
            /** Format: date-time */
            reported_at: null | string;
            reported_reason: null | string;
            reported_status: null | string;
            serial_number: string;
            /** Format: date-time */
            started_at: null | string;
            status: string;
            topic: string;
            workshop_code: null | string;
            /** Format: int32 */
            workshop_id: null | number;
            workshop_name: null | string;
        };
        DeviceFacts: {
            cut_off: boolean;
            device_id: string;
            /** Format: int64 */
            device_number: number;
            device_type: string;
            license_key: string;
            lifecycle?: null | string;
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
        DeviceFigures: {
            items: components["schemas"]["WorkshopFigures"][];
        };
        DeviceGroup: {
            device_ids: string[];
            /** Format: int32 */
            group_id: number;
            name: string;
        };
        DeviceSchedules: {
            /** Format: date-time */
            differs_since: null | string;
            failure: null | string;
            in_sync: boolean;
            items: components["schemas"]["ScheduleItem"][];
            /** Format: double */
            latitude: null | number;
            /** Format: double */
            longitude: null | number;
            /** Format: int64 */
            reported_version: null | number;
            time_zone: string;
            /** Format: int64 */
            version: number;
        };
        DeviceShares: {
            invitations: components["schemas"]["InvitationView"][];
            items: components["schemas"]["ShareView"][];
        };
        DeviceState: {
            /** Format: date-time */
            changed_at: null | string;
            device_id: string;
            /** Format: date-time */
            reported_at: null | string;
            state: components["schemas"]["JsonElement"];
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
        DeviceType: {
            commands: Record<string, never>;
            config?: unknown;
            controls: components["schemas"]["TypeControl"][];
            prefix: string;
            state: components["schemas"]["JsonElement"];
            title: string;
            topics: string;
            type: string;
            wifi: boolean;
        };
        DeviceTypeList: {
            items: components["schemas"]["DeviceType"][];
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
            license_reason: string;
            license_status: null | string;
            lifecycle: string;
            online: boolean;
            pit_code: null | string;
            /** Format: int32 */
            pit_id: null | number;
            pit_name: null | string;
            /** Format: date-time */
            registered_at: string;
            serial_number: string;
            status: string;
            /** Format: int32 */
            workshop_id: null | number;
            workshop_name: null | string;
        };
        GivenCommands: {
            items: components["schemas"]["GivenToDevice"][];
        };
        GivenToDevice: {
            /** Format: uuid */
            command_id: null | string;
            device_id: string;
            error: null | components["schemas"]["ControlError"];
        };
        InvitationOffer: {
            access_level: string;
            device_name: string;
            device_type: string;
            /** Format: date-time */
            expires_at: string;
            from_name: string;
            kind: string;
            /** Format: date-time */
            until: null | string;
        };
        InvitationView: {
            access_level: string;
            email: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            invitation_id: string;
            kind: string;
            /** Format: date-time */
            until: null | string;
        };
        JsonElement: unknown;
        Ledger: {
            allowed: string[];
            entries: components["schemas"]["LedgerEntry"][];
            state: string;
        };
        LedgerEntry: {
            actor: string;
            /** Format: date-time */
            at: string;
            from: null | string;
            reason: string;
            to: string;
        };
        LicenseSeen: {
            /** Format: date-time */
            changed_at: null | string;
            license_key: string;
            reason: string;
            status: null | string;
        };
        MoveInLedger: {
            reason: null | string;
            to: null | string;
        };
        NewGroup: {
            device_ids: null | string[];
            name: null | string;
        };
        NewScene: {
            actions: null | components["schemas"]["SceneAction"][];
            name: null | string;
        };
        NotedResults: {
            /** Format: int32 */
            accepted: number;
            refused: components["schemas"]["RefusedResult"][];
        };
        OpenTicket: {
            device_id: null | string;
            subject: null | string;
            text: null | string;
        };
        OrderBatch: {
            /** Format: int32 */
            count: null | number;
            device_type: null | string;
            firmware_version: null | string;
            note: null | string;
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
        PageOfBatchView: {
            items: components["schemas"]["BatchView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfChangeView: {
            items: components["schemas"]["ChangeView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfCommandView: {
            items: components["schemas"]["CommandView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfDeviceAccessFacts: {
            items: components["schemas"]["DeviceAccessFacts"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfDeviceFacts: {
            items: components["schemas"]["DeviceFacts"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfDeviceGroup: {
            items: components["schemas"]["DeviceGroup"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfDeviceView: {
            items: components["schemas"]["DeviceView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfPitFacts: {
            items: components["schemas"]["PitFacts"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfPitView: {
            items: components["schemas"]["PitView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfPresenceView: {
            items: components["schemas"]["PresenceView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfScene: {
            items: components["schemas"]["Scene"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfTicketView: {
            items: components["schemas"]["TicketView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfUnitView: {
            items: components["schemas"]["UnitView"][];
            next_cursor: null | string;
        };
        PitEventView: {
            /** Format: date-time */
            at: string;
            device_id: string;
            kind: string;
            reason: string;
        };
        PitEvents: {
            items: components["schemas"]["PitEventView"][];
        };
        PitFacts: {
            code: string;
            is_removed: boolean;
            name: string;
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            pit_number: number;
            /** Format: int32 */
            tenant_id: number;
            /** Format: int64 */
            version: number;
        };
        PitView: {
            camera_ip: null | string;
            camera_model: null | string;
            code: string;
            device_id: null | string;
            has_camera_rtsp_url: boolean;
            license_reason: null | string;
            license_status: null | string;
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
        PresenceView: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            change_id: number;
            online: boolean;
            reason: string;
        };
        QueuedCommand: {
            /** Format: uuid */
            command_id: string;
            status: string;
        };
        ReachedStep: {
            /** Format: uuid */
            attempt_id: null | string;
            serial_number: null | string;
            step: null | string;
        };
        RefusalView: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            count: number;
            detail: string;
            /** Format: date-time */
            first_at: string;
            reason: string;
        };
        RefusedResult: {
            reason: string;
            serial_number: string;
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
        ReleaseDevice: {
            confirm: null | string;
        };
        ReportResults: {
            items: null | components["schemas"]["UnitResult"][];
        };
        RotatedCredentials: {
            device_id: string;
            secret: string;
        };
        ScanToFirstUse: {
            /** Format: int64 */
            count: number;
            /** Format: double */
            p50: null | number;
            /** Format: double */
            p90: null | number;
        };
        Scene: {
            actions: components["schemas"]["SceneAction"][];
            name: string;
            /** Format: int32 */
            scene_id: number;
        };
        SceneAction: {
            args?: unknown;
            command: string;
            device_id: string;
        };
        ScheduleItem: {
            args?: unknown;
            at: string;
            command: string;
            days: string[];
            enabled: boolean;
            /** Format: int32 */
            id?: null | number;
        };
        ShareDevice: {
            access_level: null | string;
            email: null | string;
            /** Format: date-time */
            until: null | string;
        };
        ShareView: {
            access_level: string;
            email: string;
            name: string;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until: null | string;
            /** Format: int64 */
            user_id: number;
        };
        StepFigure: {
            /** Format: int64 */
            attempts: number;
            step: string;
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
        Ticket: {
            /** Format: date-time */
            changed_at?: string;
            device_id?: string;
            device_name?: string;
            device_type?: string;
            messages?: components["schemas"]["TicketMessage"][];
            /** Format: date-time */
            opened_at?: string;
            /** Format: int64 */
            opened_by?: number;
            opened_by_name?: string;
            state?: string;
            subject?: string;
            /** Format: int64 */
            ticket_id?: number;
        };
        TicketAttachment: {
            changes: components["schemas"]["AttachedChange"][];
            commands: components["schemas"]["AttachedCommand"][];
            device: components["schemas"]["AttachedDevice"];
            device_id: string;
            /** Format: date-time */
            from: string;
            presence: components["schemas"]["AttachedPresence"][];
            refusals: components["schemas"]["AttachedRefusal"][];
            settings: components["schemas"]["AttachedSetting"][];
            /** Format: date-time */
            taken_at: string;
        };
        TicketMessage: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            author: number;
            author_name: string;
            from_vendor: boolean;
            /** Format: int64 */
            message_id: number;
            text: string;
        };
        TicketView: {
            /** Format: date-time */
            changed_at: string;
            device_id: string;
            device_name: string;
            device_type: string;
            /** Format: date-time */
            opened_at: string;
            /** Format: int64 */
            opened_by: number;
            opened_by_name: string;
            state: string;
            subject: string;
            /** Format: int64 */
            ticket_id: number;
        };
        TransferDevice: {
            email: null | string;
        };
        TypeControl: {
            args?: unknown;
            command?: null | string;
            id: string;
            kind: string;
            label: string;
            /** Format: double */
            max?: null | number;
            /** Format: double */
            min?: null | number;
            state_key: string;
            unit?: null | string;
            value_arg?: null | string;
        };
        UnitForSetup: {
            /** Format: date-time */
            button_pressed_at: null | string;
            device_type: string;
            online: boolean;
            serial_number: string;
            state: string;
            title: string;
            wifi: boolean;
        };
        UnitResult: {
            detail: null | string;
            mac: null | string;
            port: null | string;
            result: null | string;
            serial_number: null | string;
        };
        UnitView: {
            detail: null | string;
            lifecycle: string;
            mac: null | string;
            port: null | string;
            /** Format: date-time */
            provisioned_at: null | string;
            provisioning: string;
            serial_number: string;
            /** Format: date-time */
            tested_at: null | string;
        };
        UserDevice: {
            access_level: string;
            device_id: string;
            device_name: string;
            device_type: string;
            /** Format: date-time */
            last_seen_at: null | string;
            license_status: null | string;
            owner_name: null | string;
            permissions: string[];
            serial_number: string;
            state: components["schemas"]["JsonElement"];
            status: string;
            /** Format: date-time */
            until: null | string;
        };
        WorkshopFigures: {
            /** Format: int64 */
            devices: number;
            /** Format: int64 */
            online: number;
            /** Format: int64 */
            pits: number;
            /** Format: int32 */
            workshop_id: number;
        };
        WriteMessage: {
            text: null | string;
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
