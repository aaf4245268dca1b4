create extension if not exists pg_trgm;

-- Replicated from Identity; a higher version wins.
create table tenants (
    tenant_id integer primary key,
    code      text not null,
    kind      text not null,
    name      text not null,
    version   bigint not null
);

-- Places where devices are mounted.
create table pits (
    pit_id          integer generated always as identity primary key,
    tenant_id       integer not null,
    pit_number      integer not null check (pit_number between 1 and 9999),
    code            text not null,                  -- topic segment, 'pit' and the number
    name            text not null,
    camera_ip       text,
    camera_model    text,
    camera_rtsp_url text,
    created_at      timestamptz not null,
    unique (tenant_id, pit_number)
);
create index pits_of_tenant on pits (tenant_id, pit_id);

create table devices (
    device_number      bigint generated always as identity primary key,
    device_id          text not null unique,
    serial_number      text not null unique,
    device_type        text not null,
    tenant_id          integer,                     -- null while in the factory's ledger
    pit_id             integer references pits (pit_id),
    lifecycle          text not null,
    license_key        text not null unique,
    secret_sha256      text not null,
    cut_off            boolean not null default false,
    firmware           text,
    boot               bigint,
    reported_status    text,                        -- the device's own word
    reported_reason    text,
    reported_at        timestamptz,
    license_status     text,                        -- as last heard from Licensing; null before the first event
    license_reason     text not null default '',
    license_changed_at timestamptz,
    license_switch_id  uuid,
    license_version    bigint not null default 0,
    lease_valid_until  timestamptz,
    disable_sent_at    timestamptz,
    registered_by      text not null,
    registered_at      timestamptz not null,
    version            bigint not null default 1
);
create index devices_of_tenant on devices (tenant_id, device_number);
create index devices_of_pit on devices (pit_id, device_number) where pit_id is not null;
create index devices_by_id_part on devices using gin (device_id gin_trgm_ops);
create index devices_by_serial_part on devices using gin (serial_number gin_trgm_ops);

-- Written with every batch of readings: narrow, and no index holds last_seen_at, so that the updates stay in their page.
-- check_at is moved only by the sweep and by a change between online and offline.
create table device_presence (
    device_number   bigint primary key references devices (device_number),
    online          boolean not null default false,
    changed_at      timestamptz not null,
    last_seen_at    timestamptz,
    last_reading_at timestamptz,
    check_at        timestamptz not null
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
create index device_presence_due on device_presence (check_at) where online;

create table presence_changes (
    change_id     bigint generated always as identity primary key,
    device_number bigint not null references devices (device_number),
    online        boolean not null,
    reason        text not null,
    at            timestamptz not null
);
create index presence_changes_of_device on presence_changes (device_number, at desc);

create table commands (
    position        bigint generated always as identity primary key,
    command_id      uuid not null unique,
    device_number   bigint not null references devices (device_number),
    command         text not null,
    target          text not null,                  -- what a newer command replaces an older one of
    reason          text not null,
    payload         text not null,                  -- JSON exactly as the device gets it
    status          text not null,
    failure         text,
    cause_id        uuid,
    times_queued    integer not null default 1,
    queued_at       timestamptz not null,
    last_queued_at  timestamptz not null,
    sent_at         timestamptz,
    acknowledged_at timestamptz,
    finished_at     timestamptz,
    expires_at      timestamptz not null
);
create index commands_of_device on commands (device_number, position desc);
-- One waiting command per device and target: a race of two for the same is settled here.
create unique index commands_waiting on commands (device_number, target) where status in ('queued', 'sent', 'acknowledged');
create index commands_expiring on commands (expires_at) where status in ('queued', 'sent', 'acknowledged');
