-- When a device fell silent: infinity while it is online, so that it changes only between online and offline and its index
-- stays out of the way of last_seen_at, which every batch of readings moves. Kept by the database, so that it is right
-- also while a version runs that does not know of it.
alter table device_presence add column quiet_since timestamptz not null
    generated always as (case when online then 'infinity' else coalesce(last_seen_at, '-infinity') end) stored;
create index device_presence_by_silence on device_presence (quiet_since, device_number);

create index devices_of_tenant_by_id on devices (tenant_id, device_id);
-- The rare ones among millions.
create index devices_by_license on devices (license_status, device_number) where license_status <> 'active';
create index devices_by_lifecycle on devices (lifecycle, device_number) where lifecycle <> 'active';

alter table devices
    add column started_at timestamptz,             -- as its birth message says
    add column mounted_at timestamptz;             -- when it came to its pit, if it was moved there

-- What happened in a pit, for its time line: the pit is the one in which the device was at that time.
create table pit_events (
    event_id      bigint generated always as identity primary key,
    tenant_id     integer not null,
    pit_id        integer not null references pits (pit_id) on delete cascade,
    device_number bigint not null references devices (device_number),
    kind          text not null,                   -- online, offline, disabled, enabled
    reason        text not null,
    at            timestamptz not null
);
create index pit_events_of_pit on pit_events (pit_id, at desc, event_id desc);

insert into pit_events (tenant_id, pit_id, device_number, kind, reason, at)
select d.tenant_id, d.pit_id, c.device_number, case when c.online then 'online' else 'offline' end, c.reason, c.at
from presence_changes c join devices d using (device_number)
where d.tenant_id is not null and d.pit_id is not null and c.at > now() - interval '90 days'
order by c.change_id;

-- What the broker saw of a device's connection.
create table device_connections (
    device_number      bigint primary key references devices (device_number),
    first_connected_at timestamptz not null,
    connected_at       timestamptz not null
);

-- The same refusal within an hour is one row that counts; a device keeps its newest fifty.
create table connection_refusals (
    refusal_id    bigint generated always as identity primary key,
    device_number bigint not null references devices (device_number),
    reason        text not null,
    detail        text not null,
    hour          timestamptz not null,
    count         bigint not null,
    first_at      timestamptz not null,
    at            timestamptz not null,
    unique (device_number, reason, detail, hour)
);
create index connection_refusals_of_device on connection_refusals (device_number, at desc);
