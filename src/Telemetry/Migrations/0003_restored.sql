-- Days that were brought back from the archive: the retention job leaves their partitions alone until then.
create table restored_days (
    partition  text        primary key,
    kept_until timestamptz not null
);
