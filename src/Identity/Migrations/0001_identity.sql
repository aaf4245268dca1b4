-- Running numbers per kind of tenant; the row's lock makes the codes gap-free and unique under races.
create table tenant_numbers (
    kind        text primary key,
    last_number integer not null
);

create table tenants (
    tenant_id          integer generated always as identity primary key,
    kind               text not null check (kind in ('workshop', 'household', 'company', 'landlord')),
    code               text not null unique,
    name               text not null,
    owner_name         text not null,
    email              text,
    phone              text,
    address            text,
    time_zone          text not null,
    plan               text,
    pits               integer not null check (pits >= 0),
    mqtt_username      text not null unique,
    mqtt_secret_sha256 text not null,              -- of a random 256-bit password: no salt, no stretching needed
    version            bigint not null default 1,
    created_at         timestamptz not null,
    updated_at         timestamptz not null
);

create table users (
    user_id               bigint generated always as identity primary key,
    tenant_id             integer references tenants,
    username              text not null unique check (username = lower(username)),
    role                  text not null check (role in ('admin', 'owner', 'staff', 'customer')),
    name                  text,
    email                 text,
    phone                 text,
    password_hash         text not null,           -- bcrypt, cost 12
    password_is_temporary boolean not null,
    password_changed_at   timestamptz not null,
    disabled_at           timestamptz,
    created_at            timestamptz not null,
    check ((role = 'admin') = (tenant_id is null))
);
create index users_of_tenant on users (tenant_id, user_id);

-- The pits that staff and customers may see; no row means none and version 0.
create table pit_access (
    user_id   bigint primary key references users,
    tenant_id integer not null references tenants,
    pit_ids   integer[] not null,
    version   bigint not null
);

-- A session is the family of its refresh tokens: reuse of one ends it for all of them.
create table sessions (
    session_id     uuid primary key,
    user_id        bigint not null references users,
    created_at     timestamptz not null,
    last_used_at   timestamptz not null,
    expires_at     timestamptz not null,           -- absolute: refreshing does not prolong it
    client_address text not null,
    user_agent     text not null,
    revoked_at     timestamptz,
    revoke_reason  text
);
create index sessions_of_user on sessions (user_id, created_at);
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;
create index sessions_age on sessions (expires_at);

create table refresh_tokens (
    token_sha256 bytea primary key,
    session_id   uuid not null references sessions on delete cascade,
    issued_at    timestamptz not null,
    used_at      timestamptz
);
create index refresh_tokens_of_session on refresh_tokens (session_id);

-- Failed sign-ins. The key is a hash, because people type passwords into the field for the name.
create table sign_in_failures (
    key          text primary key,
    failures     integer not null,
    window_start timestamptz not null,
    locked_until timestamptz
);
create index sign_in_failures_age on sign_in_failures (window_start);

create table signing_keys (
    key_id         text primary key,
    state          text not null check (state in ('next', 'current', 'former')),
    public_x       bytea not null,
    public_y       bytea not null,
    private_sealed bytea not null,                 -- nonce, tag, AES-256-GCM of the private number; the key id is bound in
    created_at     timestamptz not null,
    activated_at   timestamptz,
    retired_at     timestamptz
);
create unique index signing_keys_one_current on signing_keys (state) where state in ('next', 'current');

create table api_keys (
    api_key_id    uuid primary key,
    tenant_id     integer not null references tenants,
    name          text not null,
    scopes        text[] not null,
    secret_sha256 bytea not null,
    created_by    bigint not null references users,
    created_at    timestamptz not null,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);
create index api_keys_of_tenant on api_keys (tenant_id, api_key_id);
