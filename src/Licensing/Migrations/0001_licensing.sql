create table licenses (
    license_number    bigint generated always as identity primary key,
    license_key       text not null unique,
    device_id         text not null unique,
    tenant_id         integer,
    status            text not null check (status in ('active', 'suspended', 'expired')),
    reason            text not null,                -- why it is not active; empty when it is
    issued_at         timestamptz not null,
    changed_at        timestamptz not null,         -- when the status last changed
    expires_at        timestamptz,                  -- null: no end
    lease             text,                         -- the newest lease, JWS compact
    lease_seq         bigint not null default 0,
    lease_valid_until timestamptz,
    renew_at          timestamptz not null,
    version           bigint not null default 1
);
create index licenses_of_tenant on licenses (tenant_id, license_number);
create index licenses_of_status on licenses (status, license_number);
create index licenses_to_renew on licenses (renew_at) where status = 'active';
create index licenses_to_expire on licenses (expires_at) where status = 'active' and expires_at is not null;
create index licenses_by_key_prefix on licenses (license_key text_pattern_ops);
create index licenses_by_device_prefix on licenses (device_id text_pattern_ops);

-- Who threw which switch, when and why, and what the device made of it. Kept for good.
create table switches (
    switch_id           uuid primary key,
    license_number      bigint not null references licenses (license_number),
    from_status         text not null,
    to_status           text not null,
    reason              text not null,
    actor               text not null,
    at                  timestamptz not null,
    version             bigint not null,            -- of the license after it
    command_status      text,
    command_finished_at timestamptz,
    confirmed_at        timestamptz
);
create index switches_of_license on switches (license_number, version desc);

create table violations (
    violation_id bigint generated always as identity primary key,
    device_id    text not null,
    tenant_id    integer,
    reason       text not null,
    minute       timestamptz not null,
    count        integer not null,
    last_at      timestamptz not null
);
create unique index violations_of_minute on violations (device_id, reason, minute);
create index violations_of_device on violations (device_id, violation_id desc);
create index violations_by_age on violations (minute);
create index violations_of_tenant on violations (tenant_id, violation_id desc);

-- Keys that sign leases; the private part is encrypted with a key that is not in this database.
create table lease_keys (
    kid               text primary key,
    public_key        bytea not null,               -- SubjectPublicKeyInfo
    encrypted_private bytea not null,               -- nonce, tag, PKCS #8
    created_at        timestamptz not null,
    is_active         boolean not null
);
create unique index lease_keys_one_active on lease_keys (is_active) where is_active;
