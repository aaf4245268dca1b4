-- Alerts: raised once per source and subject, until they are cleared.
create table alerts (
    alert_id         bigint generated always as identity primary key,
    tenant_id        integer,                      -- null: the vendor's own
    pit_id           integer,
    pit_code         text,
    device_id        text,
    source           text not null,                -- what it is of: the device, or a server
    subject          text not null,                -- what it is about: aqi, temperature, presence, server_cpu, …
    alert_type       text not null,
    severity         text not null check (severity in ('info', 'warning', 'critical')),
    worst            text not null check (worst in ('info', 'warning', 'critical')),
    message          text not null,
    value            double precision not null,
    limit_value      double precision not null,
    is_above         boolean not null,
    status           text not null check (status in ('open', 'acknowledged', 'cleared')),
    raised_at        timestamptz not null,
    updated_at       timestamptz not null,
    acknowledged_at  timestamptz,
    acknowledged_by  bigint,
    note             text,
    cleared_at       timestamptz,
    clear_reason     text,
    repeat_minutes   integer,
    repeat_at        timestamptz,                  -- people are told again then
    escalation_step  integer not null default 0,
    escalate_at      timestamptz,                  -- the next step of the chain is taken then
    check ((status = 'cleared') = (cleared_at is not null))
);
create unique index alerts_open on alerts (tenant_id, source, subject) nulls not distinct where status <> 'cleared';
create index alerts_of_tenant on alerts (tenant_id, alert_id desc);
create index alerts_repeat on alerts (repeat_at) where repeat_at is not null;
create index alerts_escalate on alerts (escalate_at) where escalate_at is not null;

-- What happened to an alert, in order.
create table alert_changes (
    change_id bigint generated always as identity primary key,
    alert_id  bigint not null references alerts,
    tenant_id integer,
    change    text not null check (change in ('raised', 'worsened', 'eased', 'acknowledged', 'repeated', 'escalated', 'cleared')),
    alert_type text not null,
    severity  text not null,
    value     double precision,
    user_id   bigint,
    note      text,
    at        timestamptz not null
);
create index alert_changes_of_alert on alert_changes (alert_id, change_id);

-- The newest that was heard of a source and subject: what is older changes nothing.
create table alert_versions (
    source  text not null,
    subject text not null,
    version bigint not null,
    primary key (source, subject)
);

-- Whom to wake when nobody acknowledges: one chain per tenant, its steps as JSON.
create table escalations (
    tenant_id    integer primary key,
    enabled      boolean not null,
    min_severity text not null check (min_severity in ('info', 'warning', 'critical')),
    steps        jsonb not null,
    updated_by   bigint not null,
    updated_at   timestamptz not null
);

-- Reasons to write to people about alerts; taken from here one after the other, so that a flood can be held back.
create table alert_notices (
    notice_id  bigint generated always as identity primary key,
    tenant_id  integer,
    alert_id   bigint not null,
    kind       text not null check (kind in ('raised', 'repeated', 'escalated', 'cleared')),
    alert_type text not null,
    severity   text not null,
    user_ids   bigint[],                           -- of an escalation; null: the owners
    channels   text[],                             -- of an escalation; null: as each has chosen
    due_at     timestamptz not null
);
create index alert_notices_due on alert_notices (due_at, notice_id);

-- How many went out about one type within a window, and how many were held back for the summary.
create table alert_floods (
    tenant_id  integer,
    alert_type text not null,
    kind       text not null,
    started_at timestamptz not null,
    sent       integer not null,
    held       integer not null,
    unique nulls not distinct (tenant_id, alert_type, kind)
);
