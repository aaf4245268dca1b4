-- Rules of tenants. The platform's own rules for workshops are in the code; a row of the same alert_type takes their place.
create table alert_rules (
    rule_id        bigint generated always as identity primary key,
    tenant_id      integer not null,
    pit_id         integer,                      -- null: all pits of the tenant that have no rule of that type of their own
    alert_type     text not null,
    kind           text not null check (kind in ('threshold', 'no_data')),
    measure        text,                         -- which value of a reading; null for silence
    above          double precision,
    above_clear    double precision,
    below          double precision,
    below_clear    double precision,
    for_seconds    integer not null,
    silent_seconds integer,
    repeat_minutes integer,
    severity       text not null check (severity in ('info', 'warning', 'critical')),
    enabled        boolean not null,
    updated_by     bigint not null,
    updated_at     timestamptz not null,
    unique nulls not distinct (tenant_id, alert_type, pit_id),
    check ((kind = 'threshold') = (measure is not null)),
    check ((kind = 'no_data') = (silent_seconds is not null))
);

-- Grows with every change, so that replicas see cheaply whether there is something to read anew.
create table alert_rules_version (version bigint not null);
insert into alert_rules_version values (1);

-- What holds of a device, written only when it changes. The row stays when nothing holds any more: its version goes on.
create table alert_states (
    device_id  text not null,
    subject    text not null,                    -- a measure, or presence
    tenant_id  integer not null,
    pit_id     integer,
    alert_type text,                             -- null: nothing holds
    severity   text,
    version    bigint not null,
    changed_at timestamptz not null,
    primary key (device_id, subject),
    check ((alert_type is null) = (severity is null))
);

-- Which devices are silent, as the registry says; check_at: when somebody has to look whether a rule holds.
create table device_silence (
    device_id    text primary key,
    tenant_id    integer not null,
    pit_id       integer,
    offline      boolean not null,
    last_seen_at timestamptz not null,
    changed_at   timestamptz not null,
    check_at     timestamptz
);
create index device_silence_due on device_silence (check_at) where check_at is not null;
create index device_silence_of_tenant on device_silence (tenant_id) where offline;
