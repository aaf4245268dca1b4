-- Readings of a pit's air. One row a message; the key makes a repeated message harmless.
-- device is the registry's device_number: 8 bytes instead of up to 50 in every row and index entry.
create table environment_readings (
    device       bigint      not null,
    time         timestamptz not null,
    seq          bigint      not null,
    tenant_id    integer     not null,
    pit_id       integer     not null,   -- 0: not mounted in a pit
    time_source  smallint    not null,   -- 0 device, 1 absent, 2 replaced
    received_at  timestamptz not null,
    temperature  real,
    humidity     real,
    aqi          real,
    pressure     real,
    aqi_accuracy real,
    primary key (device, time, seq)
) partition by range (time);

-- Roll-ups, kept current with each batch, late readings too. Sum and count instead of an average, so that they add up.
create table environment_minutes (
    device             bigint      not null,
    pit_id             integer     not null,
    bucket             timestamptz not null,
    tenant_id          integer     not null,
    temperature_n      integer not null, temperature_sum  double precision, temperature_min  real, temperature_max  real,
    humidity_n         integer not null, humidity_sum     double precision, humidity_min     real, humidity_max     real,
    aqi_n              integer not null, aqi_sum          double precision, aqi_min          real, aqi_max          real,
    pressure_n         integer not null, pressure_sum     double precision, pressure_min     real, pressure_max     real,
    aqi_accuracy_n     integer not null, aqi_accuracy_sum double precision, aqi_accuracy_min real, aqi_accuracy_max real,
    primary key (device, pit_id, bucket)
) with (fillfactor = 70);
create table environment_hours (like environment_minutes including all) with (fillfactor = 70);
create table environment_days (like environment_minutes including all) with (fillfactor = 70);
create index environment_minutes_age on environment_minutes using brin (bucket);

-- Which devices have ever reported for a pit: from a pit to its rows without an index on every reading.
create table pit_devices (
    pit_id     integer not null,
    device     bigint  not null,
    device_id  text    not null,
    tenant_id  integer not null,
    kind       text    not null,
    primary key (pit_id, device, kind)
);
create index pit_devices_device on pit_devices (device);
