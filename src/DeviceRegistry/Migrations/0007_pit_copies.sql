-- Other services keep copies of pits; the higher version is the newer one.
alter table pits add column version bigint not null default 1;

-- What is left of a pit that was removed, so that a service that was away learns of it from the snapshot.
create table removed_pits (
    pit_id     integer primary key,
    tenant_id  integer not null,
    pit_number integer not null,
    code       text not null,
    name       text not null,
    version    bigint not null,
    removed_at timestamptz not null
);
