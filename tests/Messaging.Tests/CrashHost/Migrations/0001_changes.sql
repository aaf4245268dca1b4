create table changes (
    number integer primary key
);

-- No unique key: an effect that is done twice must be seen as two rows.
create table effects (
    number integer not null
);
