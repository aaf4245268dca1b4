// Generated from openapi/identity.json by "npm run types"; do not edit.
export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys of access tokens (JWKS, RFC 7517). */
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
                        "application/json": components["schemas"]["PublicKeySet"];
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
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant's API keys, without their secrets. */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    cursor?: string;
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
                        "application/json": components["schemas"]["PageOfApiKeyAnswer"];
                    };
                };
            };
        };
        put?: never;
        /** Makes an API key, which is shown this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateApiKey"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewApiKeyAnswer"];
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
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends an API key. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
    "/api/auth/email-change/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the address by the link of the mail, good once for a day, and tells the former one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EmailChangeConfirmation"];
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
    "/api/auth/exchange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An ID token of a configured outside identity provider for tokens; the first time makes a household or links to the account of the verified address. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExchangeRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenAnswer"];
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
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name and password for tokens. Five failures lock the name at this address for 15 minutes. With use_cookie the refresh token comes as a cookie. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoginRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenAnswer"];
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
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends this session. */
        post: {
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
                        "application/json": components["schemas"]["MessageAnswer"];
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
    "/api/auth/logout-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends all sessions of the account. */
        post: {
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
                        "application/json": components["schemas"]["MessageAnswer"];
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
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
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
                        "application/json": components["schemas"]["MeAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the own name and telephone number (E.164); "" empties. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeMe"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MeAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/auth/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for another address of the own account; a mail with a link goes there. Takes the password. The answer is the same whether the address is free or not. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EmailChangeRequest"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageAnswer"];
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
    "/api/auth/mqtt-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether there is an MQTT account. */
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
                        "application/json": components["schemas"]["UserMqttAnswer"];
                    };
                };
            };
        };
        put?: never;
        /** An MQTT account of one's own for users/{id}/devices/#; the password is shown this once, a former one ends. */
        post: {
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
                        "application/json": components["schemas"]["UserMqttCredentials"];
                    };
                };
            };
        };
        /** Ends the MQTT account. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
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
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the own password, ends all sessions and begins a new one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenAnswer"];
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
    "/api/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a link for a new password. The answer is the same whether the address is known or not. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordResetRequest"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageAnswer"];
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
    "/api/auth/password-reset/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the password by the link of the mail, good once for an hour, and ends all sessions. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordResetConfirmation"];
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
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A refresh token for the next pair. A token that comes a second time ends the session. Without one in the body the cookie counts, with X-Requested-With: platform-web. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": null | components["schemas"]["RefreshRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenAnswer"];
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
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open sessions of the account. */
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
                        "application/json": components["schemas"]["SessionList"];
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
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one session of the account. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
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
    "/api/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for an account; a mail with a link goes to the address. The answer is the same whether the address is known or not. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignUpRequest"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MessageAnswer"];
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
    "/api/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Follows the link of the mail: makes the household and signs in. The link is good once, for 24 hours. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VerifyRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenAnswer"];
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
    "/api/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tenants; search by a part of name or code, status active or suspended. */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    status?: string;
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
                        "application/json": components["schemas"]["PageOfTenantAnswer"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a tenant with its code, owner account and MQTT account; the secrets are shown this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateTenant"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewTenantAnswer"];
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
    "/api/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tenant; an owner sees the own. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
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
                        "application/json": components["schemas"]["TenantAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes name, address, phone or time zone. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeTenant"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenantAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/tenants/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Serves a suspended tenant again and lifts the suspension of the licenses that came with it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeTenantStatus"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenantAnswer"];
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
    "/api/tenants/{id}/mqtt-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the tenant's MQTT account a new password, shown this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
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
                        "application/json": components["schemas"]["MqttAccount"];
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
    "/api/tenants/{id}/status-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who suspended and activated the tenant, when and why; newest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: number;
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
                        "application/json": components["schemas"]["PageOfTenantStatusChange"];
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
    "/api/tenants/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspends a tenant: its people may sign in and read, its devices' licenses are suspended with it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeTenantStatus"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TenantAnswer"];
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
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of the own tenant; for admins of all or of one (workshop_id). Search by a part of username, name or e-mail address. */
        get: {
            parameters: {
                query?: {
                    role?: string;
                    workshop_id?: number;
                    search?: string;
                    cursor?: string;
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
                        "application/json": components["schemas"]["PageOfUserAnswer"];
                    };
                };
            };
        };
        put?: never;
        /** Makes an account with a temporary password, which is shown this once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateUser"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewUserAnswer"];
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
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
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
                        "application/json": components["schemas"]["UserAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes contact data, disables or enables. Disabling ends all sessions. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeUser"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/users/{id}/pits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pits that a staff member or customer may see. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
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
                        "application/json": components["schemas"]["PitsAnswer"];
                    };
                };
            };
        };
        /** Replaces the pits that a staff member or customer may see. Numbers of other tenants' pits permit nothing. 409 for customers whose jobs decide. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetPits"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PitsAnswer"];
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
    "/api/users/{id}/temporary-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a new temporary password, shown this once, and ends all sessions. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
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
                        "application/json": components["schemas"]["TemporaryPasswordAnswer"];
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
        ApiKeyAnswer: {
            /** Format: uuid */
            api_key_id?: string;
            /** Format: date-time */
            created_at?: string;
            /** Format: date-time */
            last_used_at?: null | string;
            name?: string;
            scopes?: null | string[];
            /** Format: int32 */
            workshop_id?: number;
        };
        ChangeMe: {
            name: null | string;
            phone: null | string;
        };
        ChangeTenant: {
            address: null | string;
            name: null | string;
            phone: null | string;
            time_zone: null | string;
        };
        ChangeTenantStatus: {
            reason: null | string;
        };
        ChangeUser: {
            disabled: null | boolean;
            email: null | string;
            name: null | string;
            phone: null | string;
        };
        CreateApiKey: {
            name: null | string;
            scopes: null | string[];
            /** Format: int32 */
            workshop_id: null | number;
        };
        CreateTenant: {
            address: null | string;
            kind: null | string;
            name: null | string;
            owner_email: null | string;
            owner_name: null | string;
            owner_phone: null | string;
            /** Format: int32 */
            pits: null | number;
            plan: null | string;
            time_zone: null | string;
        };
        CreateUser: {
            email: null | string;
            name: null | string;
            phone: null | string;
            role: null | string;
            username: null | string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        CustomerAnswer: {
            password: null | string;
            /** Format: int64 */
            user_id: number;
            username: string;
        };
        EmailChangeConfirmation: {
            token: null | string;
        };
        EmailChangeRequest: {
            email: null | string;
            language?: null | string;
            password: null | string;
        };
        EnsureCustomer: {
            email: null | string;
            key: null | string;
            language: null | string;
            name: null | string;
            phone: null | string;
            /** Format: int32 */
            tenant_id: null | number;
        };
        ExchangeRequest: {
            id_token: null | string;
            /** @default false */
            use_cookie: boolean;
        };
        LoginRequest: {
            password: null | string;
            /** @default false */
            use_cookie: boolean;
            username: null | string;
        };
        MeAnswer: {
            email: null | string;
            external_id: null | string;
            /** Format: int64 */
            id: number;
            language: null | string;
            name: null | string;
            password_change_required: boolean;
            phone: null | string;
            role: string;
            tenant_kind: null | string;
            time_zone: null | string;
            username: string;
            workshop_code: null | string;
            /** Format: int32 */
            workshop_id: null | number;
            workshop_name: null | string;
            workshop_status: null | components["schemas"]["TenantStatus"];
        };
        MessageAnswer: {
            message: string;
        };
        MqttAccount: {
            password: string;
            username: string;
        };
        NewApiKeyAnswer: {
            /** Format: uuid */
            api_key_id: string;
            /** Format: date-time */
            created_at: string;
            key: string;
            name: string;
            scopes: string[];
            /** Format: int32 */
            workshop_id: number;
        };
        NewTenantAnswer: {
            code: string;
            mqtt: components["schemas"]["MqttAccount"];
            owner: components["schemas"]["OwnerAccount"];
            /** Format: int32 */
            tenant_id: number;
            /** Format: int32 */
            workshop_id: number;
        };
        NewUserAnswer: {
            /** Format: date-time */
            created_at: string;
            email: null | string;
            name: null | string;
            phone: null | string;
            role: string;
            temporary_password: string;
            /** Format: int64 */
            user_id: number;
            username: string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        OutboxState: {
            /** Format: double */
            oldest_age_s: null | number;
            /** Format: int64 */
            set_aside: number;
            /** Format: int64 */
            waiting: number;
        };
        OwnerAccount: {
            temporary_password: string;
            username: string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfApiKeyAnswer: {
            items: components["schemas"]["ApiKeyAnswer"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfPitAccessFacts: {
            items: components["schemas"]["PitAccessFacts"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfRevokedSession: {
            items: components["schemas"]["RevokedSession"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfTenantAnswer: {
            items: components["schemas"]["TenantAnswer"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfTenantFacts: {
            items: components["schemas"]["TenantFacts"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfTenantStatusChange: {
            items: components["schemas"]["TenantStatusChange"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfUserAnswer: {
            items: components["schemas"]["UserAnswer"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfUserMqttFacts: {
            items: components["schemas"]["UserMqttFacts"][];
            next_cursor: null | string;
        };
        PasswordRequest: {
            current_password: null | string;
            new_password: null | string;
        };
        PasswordResetConfirmation: {
            new_password: null | string;
            token: null | string;
        };
        PasswordResetRequest: {
            email: null | string;
            language?: null | string;
        };
        PersonAnswer: {
            email: null | string;
            external_id: null | string;
            language: null | string;
            name: null | string;
            phone: null | string;
            role: string;
            /** Format: int32 */
            tenant_id: null | number;
            /** Format: int64 */
            user_id: number;
        };
        PitAccessFacts: {
            pit_ids: number[];
            /** Format: int32 */
            tenant_id: number;
            /** Format: int64 */
            user_id: number;
            /** Format: int64 */
            version: number;
        };
        PitsAnswer: {
            pit_ids: number[];
            /** Format: int64 */
            user_id: number;
        };
        PublicKey: {
            alg: string;
            crv: string;
            kid: string;
            kty: string;
            use: string;
            x: string;
            y: string;
        };
        PublicKeySet: {
            keys: components["schemas"]["PublicKey"][];
        };
        RefreshRequest: {
            refresh_token?: null | string;
        };
        ResolveApiKey: {
            key: null | string;
        };
        ResolvedApiKey: {
            access_token: string;
            /** Format: uuid */
            api_key_id: string;
            /** Format: int32 */
            expires_in: number;
            scopes: string[];
            /** Format: int32 */
            tenant_id: number;
        };
        RevokedSession: {
            /** Format: date-time */
            revoked_at: string;
            /** Format: uuid */
            session_id: string;
        };
        /** @description What a service sends to Identity's `/internal/service-token`. */
        ServiceTokenRequest: {
            key: string;
            service: string;
        };
        /** @description The token and its life in seconds. */
        ServiceTokenResponse: {
            access_token: string;
            /** Format: int32 */
            expires_in: number;
        };
        SessionAnswer: {
            client_address: string;
            /** Format: date-time */
            created_at: string;
            current: boolean;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            last_used_at: string;
            /** Format: uuid */
            session_id: string;
            user_agent: string;
        };
        SessionList: {
            items: components["schemas"]["SessionAnswer"][];
            next_cursor: null | string;
        };
        SetPits: {
            pit_ids: null | number[];
        };
        SignUpRequest: {
            email: null | string;
            language?: null | string;
            name: null | string;
            password: null | string;
            return_to?: null | string;
            time_zone?: null | string;
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
        TemporaryPasswordAnswer: {
            temporary_password: string;
            username: string;
        };
        TenantAnswer: {
            address: null | string;
            code: string;
            /** Format: date-time */
            created_at: string;
            email: null | string;
            kind: string;
            name: string;
            owner_name: string;
            phone: null | string;
            /** Format: int32 */
            pits: number;
            plan: null | string;
            status: components["schemas"]["TenantStatus"];
            /** Format: date-time */
            status_changed_at: null | string;
            status_reason: null | string;
            /** Format: int32 */
            tenant_id: number;
            time_zone: string;
            /** Format: int32 */
            users: number;
            /** Format: int32 */
            workshop_id: number;
        };
        TenantFacts: {
            code: string;
            kind: string;
            mqtt_secret_sha256: string;
            mqtt_username: string;
            name: string;
            /** Format: int32 */
            pits: number;
            status?: components["schemas"]["TenantStatus"];
            /** Format: int32 */
            tenant_id: number;
            time_zone?: null | string;
            /** Format: int64 */
            version: number;
        };
        /**
         * @default active
         * @enum {unknown}
         */
        TenantStatus: "active" | "suspended";
        TenantStatusChange: {
            actor: string;
            /** Format: date-time */
            at: string;
            reason: string;
            status: components["schemas"]["TenantStatus"];
            /** Format: int64 */
            version: number;
        };
        TokenAnswer: {
            access_token: string;
            /** Format: int32 */
            expires_in: number;
            refresh_token: null | string;
            role: string;
            token_type: string;
        };
        UserAnswer: {
            /** Format: date-time */
            created_at: string;
            disabled: boolean;
            email: null | string;
            /** Format: date-time */
            last_sign_in_at: null | string;
            name: null | string;
            password_is_temporary: boolean;
            phone: null | string;
            role: string;
            /** Format: int64 */
            user_id: number;
            username: string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        UserMqttAnswer: {
            /** Format: date-time */
            created_at: null | string;
            exists: boolean;
            username: string;
        };
        UserMqttCredentials: {
            password: string;
            username: string;
        };
        UserMqttFacts: {
            role: string;
            secret_sha256: null | string;
            /** Format: int32 */
            tenant_id: null | number;
            /** Format: int64 */
            user_id: number;
            /** Format: int64 */
            version: number;
        };
        VerifyRequest: {
            token: null | string;
            /** @default false */
            use_cookie: boolean;
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
