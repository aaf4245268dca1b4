-- A license goes with its device from one tenant to another.
alter table licenses
    add column device_version bigint not null default 0,    -- of the registry's facts that its tenant was taken from; higher wins
    add column tenant_since   timestamptz;                  -- since when it is this tenant's; null: from the start
