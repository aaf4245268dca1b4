-- What people were told, per channel. What it says is sealed, and dropped once it is sent or given up.
create table deliveries (
    delivery_id  uuid primary key,
    message_id   uuid not null,                    -- the sender's: the same id is told once per channel and address
    tenant_id    integer,
    user_id      bigint,
    kind         text not null,
    channel      text not null check (channel in ('sms', 'whatsapp', 'email', 'push')),
    recipient    text not null,                    -- phone, address, or the id of a push subscription
    language     text not null,
    sealed       bytea,
    fingerprint  bytea,                            -- of what it says, keyed: the same twice in ten minutes is one
    state        text not null check (state in ('queued', 'sending', 'sent', 'delivered', 'failed')),
    reason       text,
    provider_id  text,
    attempts     integer not null default 0,
    due_at       timestamptz not null,
    expires_at   timestamptz,
    queued_at    timestamptz not null,
    sent_at      timestamptz,
    finished_at  timestamptz,
    unique (message_id, channel, recipient),
    check ((state in ('queued', 'sending')) = (sealed is not null))
);
create index deliveries_due on deliveries (due_at) where state in ('queued', 'sending');
create index deliveries_of_tenant on deliveries (tenant_id, delivery_id desc);
create unique index deliveries_same on deliveries (channel, recipient, fingerprint) where fingerprint is not null and state <> 'failed';
create index deliveries_finished on deliveries (finished_at) where finished_at is not null;

-- What a person reads in the app.
create table app_messages (
    message_id uuid not null,
    user_id    bigint not null,
    tenant_id  integer,
    kind       text not null,
    title      text not null,
    text       text not null,
    link       text,
    alert_id   bigint,
    created_at timestamptz not null,
    read_at    timestamptz,
    primary key (message_id, user_id)
);
create index app_messages_of_user on app_messages (user_id, created_at desc, message_id desc);
create index app_messages_age on app_messages using brin (created_at);

-- What a person wants, and when. No row: the defaults.
create table message_preferences (
    user_id   bigint primary key,
    tenant_id integer,
    settings  jsonb not null,
    updated_at timestamptz not null
);

-- SMS and WhatsApp of a tenant on one UTC day.
create table message_budgets (
    tenant_id integer not null,
    day       date not null,
    used      integer not null,
    exhausted boolean not null default false,
    told_at   timestamptz,                         -- when the owner was told that it is exhausted
    primary key (tenant_id, day)
);

-- Browsers that take push messages (RFC 8030).
create table push_subscriptions (
    subscription_id uuid primary key,
    user_id         bigint not null,
    tenant_id       integer,
    endpoint        text not null unique,
    p256dh          bytea not null,
    auth            bytea not null,
    created_at      timestamptz not null
);
create index push_subscriptions_of_user on push_subscriptions (user_id);
