-- Tenants that were suspended at some time; the others are not here. Their licenses follow.
create table tenants (
    tenant_id    integer primary key,
    is_suspended boolean not null,
    actor        text not null,                 -- who said so last
    version      bigint not null                -- Identity's; higher wins
);
create index licenses_of_tenant_and_status on licenses (tenant_id, status, license_number);
