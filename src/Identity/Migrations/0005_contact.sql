-- How often an address was changed since the account was made; services that keep a copy take the higher.
alter table users add column phone_version bigint not null default 0, add column email_version bigint not null default 0;
