-- Messages that leave this service, written in the transaction of the change they tell about.
create table outbox_messages (
    position        bigint generated always as identity primary key,
    message_id      uuid not null unique,
    stream          text not null,                 -- order is kept within a stream (an aggregate's id)
    message_type    text not null,                 -- full name of the record in Contracts
    payload         json not null,                 -- as written: jsonb would refuse \u0000 in a device's text
    trace_parent    text,
    created_at      timestamptz not null,
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null,
    last_error      text,
    dead_at         timestamptz                    -- given up after bounded attempts; an operator decides
);
create index outbox_messages_waiting on outbox_messages (position) where dead_at is null;

-- Messages whose effect is in this database already.
create table inbox_messages (
    consumer    text not null,
    message_id  uuid not null,
    received_at timestamptz not null default now(),
    primary key (consumer, message_id)
);
create index inbox_messages_age on inbox_messages (received_at);

-- Answers to creating requests with an Idempotency-Key. The body is encrypted with a key derived from the
-- caller's own Idempotency-Key, of which only a hash is kept: answers may hold secrets that are shown once.
create table idempotent_requests (
    scope        text not null,                    -- caller and route
    key_hash     bytea not null,
    request_hash bytea not null,
    started_at   timestamptz not null,
    status       integer,                          -- null while the first request is at work
    location     text,
    body         bytea,
    primary key (scope, key_hash)
);
create index idempotent_requests_age on idempotent_requests (started_at);
