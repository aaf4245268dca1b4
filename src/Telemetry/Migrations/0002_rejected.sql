-- Messages that were set aside: one row per sender, reason and minute with a count and one sample.
create table rejected_messages (
    id          bigint generated always as identity primary key,
    tenant_id   integer,                 -- null when the topic names no tenant of ours
    device_id   text        not null,    -- as claimed; empty when there was none
    topic       text        not null,
    reason      text        not null,
    detail      text        not null,    -- the field at fault, if one was
    minute      timestamptz not null,
    count       integer     not null,
    last_at     timestamptz not null,
    sample      text        not null,    -- first bytes, keys removed
    unique nulls not distinct (tenant_id, minute, reason, device_id, topic)
);
create index rejected_messages_newest on rejected_messages (tenant_id, id desc);
create index rejected_messages_age on rejected_messages using brin (minute);
