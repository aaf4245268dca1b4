-- Wrong claim codes of the last hour, per device and per person.
create table claim_guesses (
    subject text primary key,                       -- device:17, user:12
    times   timestamptz[] not null
);

create index device_shares_ending on device_shares (until) where level is not null and until is not null;

-- Somebody is asked to share a device or to take it over. The token is in the mail only; here is its hash.
create table invitations (
    invitation_id uuid primary key,
    tenant_id     integer not null,                 -- the owner's, when it was written
    device_number bigint not null references devices (device_number),
    kind          text not null check (kind in ('share', 'transfer')),
    email         text not null,
    level         text check (level in ('controller', 'viewer', 'installer')),  -- null: a transfer
    until         timestamptz,
    token_sha256  bytea not null unique,
    from_user     bigint not null,
    from_name     text not null,
    state         text not null default 'open' check (state in ('open', 'accepted', 'revoked')),
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    ended_at      timestamptz,
    accepted_by   bigint
);
create index invitations_of_device on invitations (device_number, created_at);
create unique index invitations_open on invitations (device_number, kind, lower(email)) where state = 'open';

create table tickets (
    ticket_id      bigint generated always as identity primary key,
    tenant_id      integer not null,                -- the device's, when it was opened
    device_number  bigint not null references devices (device_number),
    subject        text not null,
    state          text not null default 'open' check (state in ('open', 'answered', 'closed')),
    opened_by      bigint not null,
    opened_by_name text not null,
    email          text not null,                   -- where answers are announced
    language       text,
    opened_at      timestamptz not null,
    changed_at     timestamptz not null,
    attachment     text not null                    -- the device's last day as JSON, as it was then
);
create index tickets_of_tenant on tickets (tenant_id, ticket_id desc);
create index tickets_of_person on tickets (opened_by, ticket_id desc);
create index tickets_of_device on tickets (device_number, ticket_id desc);
create index tickets_of_state on tickets (state, ticket_id desc) where state <> 'closed';

create table ticket_messages (
    message_id  bigint generated always as identity primary key,
    ticket_id   bigint not null references tickets (ticket_id),
    author      bigint not null,
    author_name text not null,
    from_vendor boolean not null,
    text        text not null,
    at          timestamptz not null
);
create index ticket_messages_of_ticket on ticket_messages (ticket_id, message_id);
