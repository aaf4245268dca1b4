-- Keys and device ids are found by their beginning, however they are written.
create index licenses_by_key_beginning on licenses (lower(license_key) text_pattern_ops);
create index licenses_by_device_beginning on licenses (lower(device_id) text_pattern_ops);
drop index licenses_by_key_prefix;
drop index licenses_by_device_prefix;

-- Violations are listed by time, newest first, all or by what is asked for.
create index violations_newest on violations (minute desc, violation_id desc);
create index violations_newest_of_tenant on violations (tenant_id, minute desc, violation_id desc);
create index violations_newest_of_device on violations (device_id, minute desc, violation_id desc);
create index violations_newest_of_reason on violations (reason, minute desc, violation_id desc);
drop index violations_by_age;
drop index violations_of_tenant;
drop index violations_of_device;
