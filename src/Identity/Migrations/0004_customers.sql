-- A service that asks for an account names it by a key of its own, so that asking again makes no second one.
alter table users add column caller_key text;
create unique index users_by_caller_key on users (caller_key) where caller_key is not null;

-- The version of the customer's jobs that the pits were taken from; null where people decide.
alter table pit_access add column jobs_version bigint;
