alter table devices
    add column device_name       text,             -- what its owner calls it
    add column claimed_at        timestamptz,      -- when a person made it their tenant's own; null for a workshop's registration
    add column owned_since       timestamptz,      -- nobody but the vendor sees what happened before
    add column button_pressed_at timestamptz;      -- the newest press that proves that somebody holds it

-- Who of other tenants may do what with a device. A share that ended keeps its row, so that its version goes on growing.
create table device_shares (
    share_id      bigint generated always as identity unique,
    device_number bigint not null references devices (device_number),
    user_id       bigint not null,
    level         text check (level in ('controller', 'viewer', 'installer')),  -- null: ended
    until         timestamptz,
    name          text not null default '',
    email         text not null default '',
    granted_by    text not null,
    since         timestamptz not null,
    version       bigint not null default 1,
    primary key (device_number, user_id)
);
create index device_shares_of_user on device_shares (user_id, device_number) where level is not null;
