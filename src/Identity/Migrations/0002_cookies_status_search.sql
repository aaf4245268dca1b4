create extension if not exists pg_trgm;

-- Sessions of browsers: the refresh token lies in a cookie, and the one before it has a grace.
alter table sessions add column in_cookie boolean not null default false;
-- The token that this one was last exchanged for; null also for tokens that were exchanged before this column was.
alter table refresh_tokens add column next_sha256 bytea;

-- Kept with the account, because sessions are forgotten.
alter table users add column last_sign_in_at timestamptz;
update users set last_sign_in_at = (select max(created_at) from sessions where sessions.user_id = users.user_id);

alter table tenants
    add column status            text not null default 'active' check (status in ('active', 'suspended')),
    add column status_reason     text,
    add column status_changed_at timestamptz;

-- Who changed a tenant's status, when and why.
create table tenant_status_changes (
    tenant_id integer not null references tenants,
    version   bigint not null,                     -- of the tenant, by the change
    status    text not null,
    reason    text not null,
    actor     text not null,
    at        timestamptz not null,
    primary key (tenant_id, version)
);

create index tenants_suspended on tenants (tenant_id) where status = 'suspended';
create index tenants_by_part on tenants using gin (name gin_trgm_ops, code gin_trgm_ops);
create index users_by_part on users using gin (username gin_trgm_ops, name gin_trgm_ops, email gin_trgm_ops);
-- For counting a tenant's people, which its customers are not.
create index people_of_tenant on users (tenant_id) where role <> 'customer';
