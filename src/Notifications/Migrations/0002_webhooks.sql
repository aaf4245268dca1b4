-- Where partners want to hear of events.
create table webhook_endpoints (
    endpoint_id          uuid primary key,
    tenant_id            integer not null,
    url                  text not null,
    description          text not null,
    events               text[] not null,           -- device.online, device.*, *
    secret_sealed        bytea not null,
    former_secret_sealed bytea,                     -- signs beside the new one for a day after a change
    former_until         timestamptz,
    enabled              boolean not null default true,
    disabled_reason      text,
    failing_since        timestamptz,               -- since when no delivery went through
    created_by           bigint not null,
    created_at           timestamptz not null
);
create index webhook_endpoints_of_tenant on webhook_endpoints (tenant_id, endpoint_id);

create table webhook_deliveries (
    delivery_id uuid primary key,
    endpoint_id uuid not null references webhook_endpoints on delete cascade,
    tenant_id   integer not null,
    event_id    uuid not null,                      -- the same event is delivered to an endpoint once, replays apart
    type        text not null,
    body        text not null,                      -- JSON exactly as it is signed and sent
    state       text not null check (state in ('queued', 'delivered', 'failed')),
    attempts    integer not null default 0,
    due_at      timestamptz not null,
    status      integer,                            -- of the newest answer
    problem     text,
    queued_at   timestamptz not null,
    finished_at timestamptz,
    unique (endpoint_id, event_id)
);
create index webhook_deliveries_due on webhook_deliveries (due_at) where state = 'queued';
create index webhook_deliveries_of_endpoint on webhook_deliveries (tenant_id, endpoint_id, delivery_id desc);
create index webhook_deliveries_finished on webhook_deliveries (finished_at) where finished_at is not null;
