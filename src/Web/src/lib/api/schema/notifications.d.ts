// Generated from openapi/notifications.json by "npm run types"; do not edit.
export interface paths {
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, newest first */
        get: {
            parameters: {
                query?: {
                    status?: string;
                    severity?: string;
                    pit_id?: number;
                    device_id?: string;
                    from?: string;
                    to?: string;
                    workshop_id?: number;
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
                        "application/json": components["schemas"]["PageOfAlertView"];
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
    "/api/alerts/noise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Per rule of a month (UTC): how many alerts, how many acknowledged, how long they took, which flap */
        get: {
            parameters: {
                query?: {
                    month?: string;
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
                        "application/json": components["schemas"]["NoiseReport"];
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
    "/api/alerts/{alertId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert with its history */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alertId: number;
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
                        "application/json": components["schemas"]["AlertDetails"];
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
    "/api/alerts/{alertId}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an alert on: nobody else is woken for it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alertId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AcknowledgeAlert"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertView"];
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
    "/api/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that left, or should have, newest first; what they said is not kept */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    channel?: string;
                    kind?: string;
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
                        "application/json": components["schemas"]["PageOfDeliveryView"];
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
    "/api/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant's escalation chain; off and without steps until one is written */
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
                        "application/json": components["schemas"]["EscalationChain"];
                    };
                };
            };
        };
        /** Writes the chain; alerts that are open keep the step that they are at */
        put: {
            parameters: {
                query?: {
                    workshop_id?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EscalationChain"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EscalationChain"];
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
    "/api/message-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own preferences, with the defaults where nothing was chosen */
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
                        "application/json": components["schemas"]["PreferencesView"];
                    };
                };
            };
        };
        /** Writes them; kinds and channels that are not named go back to the defaults */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WritePreferences"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PreferencesView"];
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
    "/api/message-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of messages that have texts, and their languages */
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
                        "application/json": components["schemas"]["MessageTemplates"];
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
    "/api/message-templates/{kind}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a message looks on each channel, with made-up values */
        get: {
            parameters: {
                query?: {
                    language?: string;
                };
                header?: never;
                path: {
                    kind: string;
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
                        "application/json": components["schemas"]["MessagePreview"];
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
    "/api/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own messages, newest first, and how many are unread */
        get: {
            parameters: {
                query?: {
                    unread?: boolean;
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
                        "application/json": components["schemas"]["AppMessages"];
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
    "/api/messages/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks all as read */
        post: {
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{messageId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks one as read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    messageId: string;
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
    "/api/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key to subscribe with (applicationServerKey), base64url */
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
                        "application/json": components["schemas"]["PushKey"];
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
    "/api/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds the caller's browser; the same address again takes its place */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PushSubscriptionBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PushSubscribed"];
                    };
                };
            };
        };
        /** Removes the caller's browser with that address */
        delete: {
            parameters: {
                query: {
                    endpoint: string;
                };
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
    "/api/webhooks/twilio/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Status of an SMS or WhatsApp message, signed by Twilio; form fields MessageSid, MessageStatus, ErrorCode */
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcknowledgeAlert: {
            note: null | string;
        };
        AlertChange: {
            alert_type: string;
            /** Format: date-time */
            at: string;
            change: string;
            note: null | string;
            severity: string;
            /** Format: int64 */
            user_id: null | number;
            /** Format: double */
            value: null | number;
        };
        AlertDetails: {
            alert: components["schemas"]["AlertView"];
            history: components["schemas"]["AlertChange"][];
        };
        AlertView: {
            /** Format: date-time */
            acknowledged_at: null | string;
            /** Format: int64 */
            acknowledged_by: null | number;
            /** Format: int64 */
            alert_id: number;
            alert_type: string;
            clear_reason: null | string;
            /** Format: date-time */
            cleared_at: null | string;
            device_id: null | string;
            is_above: boolean;
            /** Format: double */
            limit_value: number;
            message: string;
            note: null | string;
            pit_code: null | string;
            /** Format: int32 */
            pit_id: null | number;
            pit_name?: null | string;
            /** Format: date-time */
            raised_at: string;
            severity: string;
            status: string;
            subject: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: double */
            value: number;
            /** Format: int32 */
            workshop_id: null | number;
        };
        AppMessage: {
            /** Format: int64 */
            alert_id: null | number;
            /** Format: date-time */
            created_at: string;
            kind: string;
            link: null | string;
            /** Format: uuid */
            message_id: string;
            /** Format: date-time */
            read_at: null | string;
            text: string;
            title: string;
        };
        AppMessages: {
            items: components["schemas"]["AppMessage"][];
            next_cursor: null | string;
            /** Format: int64 */
            unread: number;
        };
        ChangeWebhookEndpoint: {
            description: null | string;
            enabled: null | boolean;
            events: null | string[];
            url: null | string;
        };
        ChannelChoice: {
            email: boolean;
            in_app: boolean;
            push: boolean;
            sms: boolean;
            whatsapp: boolean;
        };
        CreateWebhookEndpoint: {
            description: null | string;
            events: null | string[];
            url: null | string;
            /** Format: int32 */
            workshop_id: null | number;
        };
        DeliveryView: {
            /** Format: int32 */
            attempts: number;
            channel: string;
            delayed: boolean;
            /** Format: uuid */
            delivery_id: string;
            /** Format: date-time */
            finished_at: null | string;
            kind: string;
            /** Format: uuid */
            message_id: string;
            /** Format: date-time */
            queued_at: string;
            reason: null | string;
            recipient: string;
            /** Format: date-time */
            sent_at: null | string;
            state: string;
            /** Format: int64 */
            user_id: null | number;
        };
        EscalationChain: {
            enabled: boolean;
            min_severity: string;
            steps: components["schemas"]["EscalationStep"][];
        };
        EscalationStep: {
            /** Format: int32 */
            after_minutes: number;
            channels: string[];
            user_ids: number[];
        };
        KindChoice: {
            channels: components["schemas"]["ChannelChoice"];
            kind: string;
        };
        KindView: {
            channels: components["schemas"]["ChannelChoice"];
            is_fixed: boolean;
            kind: string;
        };
        MessagePreview: {
            email_html: string;
            email_subject: string;
            email_text: string;
            kind: string;
            language: string;
            sms: string;
            text: string;
            title: string;
            whatsapp: string;
        };
        MessageTemplates: {
            kinds: string[];
            languages: string[];
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
        NoiseReport: {
            month: string;
            rules: components["schemas"]["RuleNoise"][];
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
        PageOfAlertView: {
            items: components["schemas"]["AlertView"][];
            next_cursor: null | string;
        };
        /** @description One page of a list: at most int Page&lt;T&gt;.MaxLimit items and the cursor of the next page, null on the last. */
        PageOfDeliveryView: {
            items: components["schemas"]["DeliveryView"][];
            next_cursor: null | string;
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
        PreferencesView: {
            kinds: components["schemas"]["KindView"][];
            language: null | string;
            quiet_hours: null | components["schemas"]["QuietHours"];
            schedule: null | components["schemas"]["Schedule"];
            time_zone: null | string;
        };
        PushKey: {
            key: string;
        };
        PushSubscribed: {
            /** Format: uuid */
            subscription_id: string;
        };
        PushSubscriptionBody: {
            endpoint: null | string;
            keys: null | components["schemas"]["PushSubscriptionKeys"];
        };
        PushSubscriptionKeys: {
            auth: null | string;
            p256dh: null | string;
        };
        QueuedDelivery: {
            /** Format: uuid */
            delivery_id: string;
        };
        QuietHours: {
            /** Format: time */
            from: string;
            /** Format: time */
            to: string;
        };
        RuleNoise: {
            /** Format: int64 */
            acknowledged: number;
            /** Format: double */
            acknowledged_share: number;
            alert_type: string;
            /** Format: int64 */
            flapping: number;
            /** Format: double */
            median_seconds_to_acknowledge: null | number;
            /** Format: double */
            median_seconds_to_clear: null | number;
            /** Format: int64 */
            raised: number;
            /** Format: int64 */
            sources: number;
        };
        Schedule: {
            days: number[];
            /** Format: time */
            from: string;
            /** Format: time */
            to: string;
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
        WritePreferences: {
            kinds: null | components["schemas"]["KindChoice"][];
            language: null | string;
            quiet_hours: null | components["schemas"]["QuietHours"];
            schedule: null | components["schemas"]["Schedule"];
            time_zone: null | string;
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
