-- A run of the factory: its units are made in chunks, and made counts those that are there.
create table batches (
    batch_number     integer generated always as identity primary key,
    batch_id         uuid not null unique,
    device_type      text not null,
    firmware_version text not null,
    count            integer not null check (count between 1 and 10000),
    made             integer not null default 0 check (made <= count),
    status           text not null check (status in ('making', 'ready', 'failed')),
    failure          text,
    tries            integer not null default 0,     -- chunks that failed one after the other
    note             text,
    created_by       text not null,
    created_at       timestamptz not null,
    ready_at         timestamptz
);
create index batches_in_work on batches (batch_number) where status = 'making';

-- What the factory knows of one unit beside the device itself.
create table factory_units (
    device_number    bigint primary key references devices (device_number),
    batch_number     integer not null references batches (batch_number),
    claim_salt       bytea not null,
    claim_sha256     bytea not null,                 -- of salt and '{serial}:{code}'
    sealed           bytea,                          -- the device's secret and its claim code; gone once it is claimed
    provisioning     text not null default 'pending' check (provisioning in ('pending', 'flashed', 'tested', 'failed')),
    port             text,
    mac              text,
    detail           text,
    provisioned_at   timestamptz,
    tested_at        timestamptz,
    claimed_at       timestamptz                     -- for the first time
);
create index factory_units_of_batch on factory_units (batch_number, device_number) include (provisioned_at, tested_at, claimed_at);

-- Who took secrets or labels of a batch, and when.
create table batch_downloads (
    download_id   bigint generated always as identity primary key,
    batch_number  integer not null references batches (batch_number),
    what          text not null,
    serial_number text,                              -- null: of the whole batch
    actor         text not null,
    at            timestamptz not null
);
create index batch_downloads_of_batch on batch_downloads (batch_number, download_id desc);

-- Every step of a unit's life in the vendor's books; the newest is devices.lifecycle.
create table ledger_entries (
    entry_id      bigint generated always as identity primary key,
    device_number bigint not null references devices (device_number),
    from_state    text,                              -- null: it was entered
    to_state      text not null,
    reason        text not null,
    actor         text not null,
    at            timestamptz not null
);
create index ledger_entries_of_device on ledger_entries (device_number, entry_id);
create index ledger_entries_of_claims on ledger_entries (at) where to_state = 'registered';

insert into ledger_entries (device_number, to_state, reason, actor, at)
select device_number, lifecycle, 'entered', registered_by, registered_at from devices where tenant_id is null order by device_number;

-- How far people come when they set a device up: the first time that an attempt reached a step.
create table setup_attempts (
    attempt_id    uuid not null,
    serial_number text not null,
    step          text not null,
    at            timestamptz not null,
    primary key (attempt_id, step)
);
create index setup_attempts_of_serial on setup_attempts (serial_number, at);
create index setup_attempts_by_time on setup_attempts (at);

-- For the figures of a range.
create index devices_by_first_use on devices (first_used_at) where first_used_at is not null;
