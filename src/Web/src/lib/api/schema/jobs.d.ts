// Generated from openapi/jobs.json by "npm run types"; do not edit.
export interface paths {
    "/api/job-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workshop's templates of jobs */
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
                        "application/json": components["schemas"]["TemplateList"];
                    };
                };
            };
        };
        put?: never;
        /** Add a template */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SaveTemplate"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateView"];
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
    "/api/job-templates/{templateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace a template; jobs that were made of it stay as they are */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    templateId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SaveTemplate"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TemplateView"];
                    };
                };
            };
        };
        post?: never;
        /** Remove a template; jobs that were made of it stay as they are */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    templateId: number;
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
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs that the caller may see, newest first: admins all, owners the workshop's, staff those in their pits, customers their own. status takes several with commas; the next page is in the header Link */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    status?: string;
                    pit_id?: number;
                    staff_id?: number;
                    from?: string;
                    to?: string;
                    q?: string;
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
                        "application/json": components["schemas"]["JobView"][];
                    };
                };
            };
        };
        put?: never;
        /** Take a job on; a customer who is new gets an account, whose credentials are shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateJob"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CreatedJob"];
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
    "/api/jobs/analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Durations, busiest pits and hours, ratings and being on time, of jobs that ended within from and to (the last 90 days unless said otherwise) */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
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
                        "application/json": components["schemas"]["JobAnalytics"];
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
    "/api/jobs/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workshop's settings of jobs */
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
                        "application/json": components["schemas"]["JobSettings"];
                    };
                };
            };
        };
        /** Set the country of telephone numbers that are written without one */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetJobSettings"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobSettings"];
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
    "/api/jobs/watching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs whose customer looked on within the last 45 seconds */
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
                        "application/json": components["schemas"]["WatchedJobs"];
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
    "/api/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything of a job */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
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
                        "application/json": components["schemas"]["JobDetails"];
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
    "/api/jobs/{jobId}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done with a job by whom, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    jobId: number;
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
                        "application/json": components["schemas"]["PageOfActivityView"];
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
    "/api/jobs/{jobId}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace the list of materials of an open job; those that were on it before keep their ticks */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetMaterials"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobDetails"];
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
    "/api/jobs/{jobId}/materials/{position}": {
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
        /** Tick a material of an open job, or take the tick back */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
                    position: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetMaterial"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobDetails"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/jobs/{jobId}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rate the own job with 1 to 5 and a comment, once, after it is completed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RateJob"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobRating"];
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
    "/api/jobs/{jobId}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The job's report as PDF: car, times, stages, people, rating, and the air of the pit meanwhile */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
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
    "/api/jobs/{jobId}/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say who works on the job; the people are the workshop's own */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetStaff"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobDetails"];
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
    "/api/jobs/{jobId}/stages/{position}": {
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
        /** Tick a stage of a running job, take the tick back, or make it the current one; the next that is not done follows by itself */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
                    position: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetStage"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobDetails"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/jobs/{jobId}/status": {
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
        /** Go one step on (waiting, in_progress, quality_check, completed) or cancel; of two who do so at once the other gets 409 with the status as it is */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetStatus"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobMoved"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/jobs/{jobId}/time": {
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
        /** Say when the job should be done; open browsers hear it within a second, and every change is kept */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetTime"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobTime"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/jobs/{jobId}/watching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer's page says every 20 seconds that it is open */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    jobId: number;
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
    "/api/staff-activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people of the workshop did with its jobs, newest first */
        get: {
            parameters: {
                query?: {
                    workshop_id?: number;
                    user_id?: number;
                    role?: string;
                    pit_id?: number;
                    kind?: string;
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
                        "application/json": components["schemas"]["PageOfActivityView"];
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
        ActivityView: {
            /** Format: int64 */
            activity_id: number;
            /** Format: date-time */
            at: string;
            car_plate: string;
            detail: string;
            /** Format: int64 */
            job_id: number;
            kind: string;
            name?: null | string;
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            pit_number: number;
            role: string;
            /** Format: int64 */
            user_id: number;
        };
        CreateJob: {
            car_model: null | string;
            car_plate: null | string;
            customer_email?: null | string;
            customer_language?: null | string;
            customer_name: null | string;
            customer_phone?: null | string;
            /** Format: int32 */
            estimated_duration_minutes: null | number;
            /** Format: int32 */
            pit_id: null | number;
            work_type: null | string;
        };
        CreatedJob: {
            customer_credentials: null | components["schemas"]["CustomerCredentials"];
            /** Format: int64 */
            job_id: number;
        };
        CustomerCredentials: {
            password: string;
            username: string;
        };
        HourAnalytics: {
            /** Format: int32 */
            hour: number;
            /** Format: int64 */
            started: number;
        };
        JobAnalytics: {
            /** Format: double */
            average_minutes: null | number;
            /** Format: double */
            average_rating: null | number;
            by_hour: components["schemas"]["HourAnalytics"][];
            by_pit: components["schemas"]["PitAnalytics"][];
            by_type: components["schemas"]["TypeAnalytics"][];
            /** Format: int64 */
            cancelled: number;
            /** Format: int64 */
            completed: number;
            /** Format: date-time */
            from: string;
            /** Format: double */
            on_time_share: null | number;
            ratings: number[];
            /** Format: int64 */
            running: number;
            time_zone: string;
            /** Format: date-time */
            to: string;
            /** Format: int64 */
            waiting: number;
        };
        JobCustomer: {
            email: null | string;
            name: string;
            phone: null | string;
            /** Format: int64 */
            user_id: number;
        };
        JobDetails: {
            car_model: string;
            car_plate: string;
            /** Format: date-time */
            created_at: string;
            current_stage?: null | string;
            customer?: null | components["schemas"]["JobCustomer"];
            customer_name: string;
            /** Format: date-time */
            ended_at?: null | string;
            /** Format: int32 */
            estimated_duration_minutes: number;
            /** Format: date-time */
            estimated_end_time: string;
            /** Format: int64 */
            job_id: number;
            materials?: null | components["schemas"]["JobMaterial"][];
            next_statuses: string[];
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            pit_number: number;
            /** Format: date-time */
            rated_at?: null | string;
            /** Format: int32 */
            rating?: null | number;
            rating_comment?: null | string;
            staff: components["schemas"]["JobPerson"][];
            stages: components["schemas"]["JobStage"][];
            /** Format: date-time */
            started_at?: null | string;
            status: string;
            time_changes?: null | components["schemas"]["JobTimeChange"][];
            /** Format: int64 */
            version: number;
            work_type: string;
            /** Format: int32 */
            workshop_id: number;
            workshop_name: string;
        };
        JobMaterial: {
            /** Format: date-time */
            done_at: null | string;
            /** Format: int64 */
            done_by: null | number;
            name: string;
            /** Format: int32 */
            position: number;
        };
        JobMoved: {
            /** Format: int64 */
            job_id: number;
            status: string;
            /** Format: date-time */
            updated_at: string;
        };
        JobPerson: {
            name: string;
            /** Format: int64 */
            user_id: number;
        };
        JobRating: {
            comment: null | string;
            /** Format: int64 */
            job_id: number;
            /** Format: date-time */
            rated_at: string;
            /** Format: int32 */
            rating: number;
        };
        JobSettings: {
            country_code: string;
            time_zone: string;
        };
        JobStage: {
            /** Format: date-time */
            done_at: null | string;
            is_current: boolean;
            name: string;
            /** Format: int32 */
            position: number;
        };
        JobTime: {
            /** Format: date-time */
            estimated_end_time: string;
            /** Format: int64 */
            job_id: number;
        };
        JobTimeChange: {
            actor: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            from_time: string;
            reason: string;
            /** Format: date-time */
            to_time: string;
        };
        JobView: {
            car_model: string;
            car_plate: string;
            /** Format: date-time */
            created_at: string;
            current_stage: null | string;
            customer_name: string;
            /** Format: date-time */
            ended_at: null | string;
            /** Format: int32 */
            estimated_duration_minutes: number;
            /** Format: date-time */
            estimated_end_time: string;
            /** Format: int64 */
            job_id: number;
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            pit_number: number;
            /** Format: int32 */
            rating: null | number;
            staff?: components["schemas"]["JobPerson"][];
            /** Format: int32 */
            stages_done: number;
            /** Format: int32 */
            stages_total: number;
            /** Format: date-time */
            started_at: null | string;
            status: string;
            /** Format: int64 */
            version: number;
            work_type: string;
            /** Format: int32 */
            workshop_id: number;
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
        PageOfActivityView: {
            items: components["schemas"]["ActivityView"][];
            next_cursor: null | string;
        };
        PitAnalytics: {
            /** Format: int64 */
            completed: number;
            /** Format: double */
            hours: number;
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            pit_number: number;
        };
        RateJob: {
            comment: null | string;
            /** Format: int32 */
            rating: null | number;
        };
        SaveTemplate: {
            /** Format: int32 */
            duration_minutes: null | number;
            materials: null | string[];
            name: null | string;
            stages: null | string[];
        };
        SetJobSettings: {
            country_code: null | string;
        };
        SetMaterial: {
            done: null | boolean;
        };
        SetMaterials: {
            names: null | string[];
        };
        SetStaff: {
            user_ids: null | number[];
        };
        SetStage: {
            current: null | boolean;
            done: null | boolean;
        };
        SetStatus: {
            status: null | string;
        };
        SetTime: {
            /** Format: date-time */
            estimated_end_time: null | string;
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
        TemplateList: {
            items: components["schemas"]["TemplateView"][];
        };
        TemplateView: {
            /** Format: int32 */
            duration_minutes: null | number;
            materials: string[];
            name: string;
            stages: string[];
            /** Format: int64 */
            template_id: number;
        };
        TypeAnalytics: {
            /** Format: double */
            average_minutes: number;
            /** Format: double */
            average_rating: null | number;
            /** Format: int64 */
            completed: number;
            /** Format: double */
            on_time_share: number;
            work_type: string;
        };
        WatchedJob: {
            customer_name: string;
            /** Format: int64 */
            job_id: number;
            /** Format: int32 */
            pit_id: number;
            /** Format: int32 */
            pit_number: number;
            /** Format: date-time */
            seen_at: string;
            status: string;
        };
        WatchedJobs: {
            items: components["schemas"]["WatchedJob"][];
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
