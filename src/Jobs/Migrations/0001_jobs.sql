create extension if not exists pg_trgm;

-- Replicated from Identity; a higher version wins. The country code is the workshop's own setting here.
create table tenants (
    tenant_id    integer primary key,
    kind         text not null,
    name         text not null,
    time_zone    text not null,
    is_suspended boolean not null,
    version      bigint not null,
    country_code text not null default '91'         -- of telephone numbers that are written without one
);

-- What a workshop does again and again. A job copies its template, so that editing one changes no job.
create table job_templates (
    template_id      bigint generated always as identity primary key,
    tenant_id        integer not null,
    name             text not null,
    duration_minutes integer check (duration_minutes between 1 and 43200),
    stages           text[] not null,
    materials        text[] not null,
    changed_at       timestamptz not null
);
create unique index job_templates_by_name on job_templates (tenant_id, lower(name));

-- A customer is found again by telephone number or address. The account is Identity's.
create table customers (
    customer_id    bigint generated always as identity primary key,
    tenant_id      integer not null,
    user_id        bigint not null unique,
    name           text not null,
    phone          text,                            -- E.164
    email          text,                            -- lower case
    language       text,
    access_version bigint not null default 0,       -- of the pits that the account may see
    created_at     timestamptz not null
);
create unique index customers_by_phone on customers (tenant_id, phone) where phone is not null;
create unique index customers_by_email on customers (tenant_id, email) where email is not null;

create table jobs (
    job_id             bigint generated always as identity primary key,
    tenant_id          integer not null,
    pit_id             integer not null,
    pit_number         integer not null,
    customer_id        bigint not null references customers,
    customer_user_id   bigint not null,
    customer_name      text not null,               -- as it was written for this job
    car_model          text not null,
    car_plate          text not null,
    work_type          text not null,
    status             text not null check (status in ('waiting', 'in_progress', 'quality_check', 'completed', 'cancelled')),
    estimated_minutes  integer not null check (estimated_minutes between 1 and 43200),
    estimated_end_time timestamptz not null,
    end_is_set         boolean not null default false, -- a person set the time: starting does not move it
    promised_end_time  timestamptz,                 -- the estimate at the start, which being on time is measured by
    told_end_time      timestamptz,                 -- the estimate for which the customer was told that it is soon
    current_stage      integer,                     -- position; null when there is none or all are done
    created_at         timestamptz not null,
    created_by         bigint not null,
    changed_at         timestamptz not null,
    started_at         timestamptz,
    ended_at           timestamptz,
    rating             integer check (rating between 1 and 5),
    rating_comment     text,
    rated_at           timestamptz,
    version            bigint not null default 1
);
-- One car at a time is worked on in a pit, whoever is first.
create unique index jobs_one_running on jobs (pit_id) where status in ('in_progress', 'quality_check');
create index jobs_newest on jobs (tenant_id, created_at desc, job_id desc);
create index jobs_newest_of_status on jobs (tenant_id, status, created_at desc, job_id desc);
create index jobs_newest_of_pit on jobs (tenant_id, pit_id, created_at desc, job_id desc);
create index jobs_newest_of_customer on jobs (customer_user_id, created_at desc, job_id desc);
create index jobs_running_of_customer on jobs (customer_id) where status in ('in_progress', 'quality_check');
create index jobs_due on jobs (estimated_end_time) where status in ('in_progress', 'quality_check');
create index jobs_finished on jobs (tenant_id, status, ended_at) where ended_at is not null;
create index jobs_by_text on jobs using gin ((lower(customer_name || ' ' || car_model || ' ' || car_plate || ' ' || work_type)) gin_trgm_ops);

create table job_stages (
    job_id   bigint not null references jobs,
    position integer not null,
    name     text not null,
    done_at  timestamptz,
    done_by  bigint,
    primary key (job_id, position)
);

create table job_materials (
    job_id   bigint not null references jobs,
    position integer not null,
    name     text not null,
    done_at  timestamptz,
    done_by  bigint,
    primary key (job_id, position)
);

create table job_staff (
    job_id  bigint not null references jobs,
    user_id bigint not null,
    name    text not null,                          -- as it was when the person was assigned
    primary key (job_id, user_id)
);
create index job_staff_of_person on job_staff (user_id, job_id desc);

-- Every estimate that a job ever had. Kept for good.
create table job_time_changes (
    change_id bigint generated always as identity primary key,
    job_id    bigint not null references jobs,
    at        timestamptz not null,
    actor     text not null,
    reason    text not null,                        -- 'started' or 'changed'
    from_time timestamptz not null,
    to_time   timestamptz not null
);
create index job_time_changes_of_job on job_time_changes (job_id, change_id);

-- Who did what when on which job. Kept for good.
create table job_activity (
    activity_id bigint generated always as identity primary key,
    tenant_id   integer not null,
    job_id      bigint not null references jobs,
    pit_id      integer not null,
    user_id     bigint not null,
    role        text not null,
    kind        text not null,
    detail      text not null,
    at          timestamptz not null
);
create index job_activity_of_job on job_activity (job_id, activity_id desc);
create index job_activity_of_tenant on job_activity (tenant_id, activity_id desc);
create index job_activity_of_person on job_activity (tenant_id, user_id, activity_id desc);

-- Which customers look at their job at the moment: one row a job, written anew every 20 seconds.
create table job_watching (
    job_id    bigint primary key references jobs,
    tenant_id integer not null,
    seen_at   timestamptz not null
) with (fillfactor = 50);
create index job_watching_of_tenant on job_watching (tenant_id);
