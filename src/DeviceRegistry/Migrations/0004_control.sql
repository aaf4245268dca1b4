alter table devices
    add column state             jsonb,            -- what a controller last said about its outputs and inputs
    add column state_reported_at timestamptz,
    add column state_changed_at  timestamptz,
    add column first_used_at     timestamptz;      -- the first command of a person that it carried out since it was claimed

alter table commands
    add column args  jsonb,                        -- of a command that somebody gave
    add column actor text;                         -- who gave it; null for what the platform gives by itself

-- Who switched what and when, as the device kept it: its counter never goes back, so a repeated change is the same row.
create table state_changes (
    device_number bigint not null references devices (device_number),
    seq           bigint not null,
    key           text not null,
    value         jsonb not null,
    cause         text not null,
    actor         text,                            -- of the command that did it
    command_id    uuid,
    at            timestamptz not null,
    received_at   timestamptz not null,
    primary key (device_number, seq)
);
create index state_changes_of_device on state_changes (device_number, at desc, seq desc);

-- What a device should run with and what it says it runs with. Versions only grow, also when the device changes hands.
create table device_settings (
    device_number    bigint not null references devices (device_number),
    kind             text not null check (kind in ('config', 'schedules')),
    desired          jsonb not null default '{}',  -- as somebody wrote it
    args             jsonb,                        -- as the device gets it; null while nobody wishes anything
    desired_version  bigint not null default 0,
    desired_at       timestamptz,
    desired_by       text,
    command_id       uuid,                         -- that told the device of it last
    reported         jsonb,
    reported_version bigint,
    reported_at      timestamptz,
    differs_since    timestamptz,
    primary key (device_number, kind)
);

-- A person's own, within the tenant; what may be done with each device is decided when they are used.
create table device_groups (
    group_id   integer generated always as identity primary key,
    tenant_id  integer not null,
    user_id    bigint not null,
    name       text not null,
    device_ids text[] not null,
    created_at timestamptz not null
);
create index device_groups_of_user on device_groups (tenant_id, user_id, group_id);

create table scenes (
    scene_id   integer generated always as identity primary key,
    tenant_id  integer not null,
    user_id    bigint not null,
    name       text not null,
    actions    jsonb not null,
    created_at timestamptz not null
);
create index scenes_of_user on scenes (tenant_id, user_id, scene_id);
