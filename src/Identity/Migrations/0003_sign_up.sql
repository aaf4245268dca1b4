-- Since when the person has shown that the mailbox is theirs; null for an address that somebody typed in.
alter table users
    add column email_verified_at timestamptz,
    add column language          text;
-- A verified address has one account, and finds it. Addresses that were only typed in may stand in several.
create unique index users_verified_address on users (lower(email)) where email_verified_at is not null;
create index users_by_address on users (lower(email)) where email is not null;

-- Sign-ups that wait for the link in their mail. Several of one address may wait; the first link that is used wins.
create table sign_ups (
    token_sha256  bytea primary key,               -- of a random 256-bit token: no salt, no stretching needed
    username      text not null,
    email         text not null,
    name          text not null,
    password_hash text not null,
    time_zone     text not null,
    language      text,
    expires_at    timestamptz not null
);
create index sign_ups_of_name on sign_ups (username);
create index sign_ups_age on sign_ups (expires_at);

create table password_resets (
    token_sha256 bytea primary key,
    user_id      bigint not null references users,
    expires_at   timestamptz not null
);
create index password_resets_of_user on password_resets (user_id);
create index password_resets_age on password_resets (expires_at);

-- How often something was asked for within the running hour. The key is a hash: mailboxes and addresses stay out of it.
create table request_counts (
    key          text primary key,
    used         integer not null,
    window_start timestamptz not null
);
create index request_counts_age on request_counts (window_start);

-- Whom an outside identity provider calls by that subject.
create table external_identities (
    issuer    text not null,
    subject   text not null,
    user_id   bigint not null references users,
    linked_at timestamptz not null,
    primary key (issuer, subject)
);
create index external_identities_of_user on external_identities (user_id, linked_at);
create index external_identities_of_subject on external_identities (subject);

-- A person's own account at the broker. One that was taken away keeps its row, so that its version goes on growing.
create table user_mqtt (
    user_id       bigint primary key references users,
    secret_sha256 text,                            -- of a random 256-bit password; null: taken away
    created_at    timestamptz not null,
    version       bigint not null
);
