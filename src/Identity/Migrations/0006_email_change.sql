-- Addresses that people want for their accounts, until the link in the mail to them is followed.
create table email_changes (
    token_sha256 bytea primary key,                -- of a random 256-bit token: no salt, no stretching needed
    user_id      bigint not null references users,
    email        text not null,
    language     text,
    expires_at   timestamptz not null
);
create index email_changes_of_user on email_changes (user_id);
create index email_changes_age on email_changes (expires_at);
