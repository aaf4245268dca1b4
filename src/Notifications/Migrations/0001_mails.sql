-- Mails to be sent. What is in them is sealed, and dropped once it is sent or given up: it holds one-time links.
create table mails (
    mail_id     uuid primary key,                   -- the sender's: the same id is one mail
    tenant_id   integer,
    recipient   text not null,
    template    text not null,
    language    text not null,
    sealed      bytea,                              -- the values; null once it is sent, expired or failed
    state       text not null check (state in ('queued', 'sent', 'failed', 'expired')),
    attempts    integer not null default 0,
    due_at      timestamptz not null,
    expires_at  timestamptz,
    failure     text,
    queued_at   timestamptz not null,
    finished_at timestamptz,
    check ((state = 'queued') = (sealed is not null))
);
create index mails_due on mails (due_at) where state = 'queued';
create index mails_finished on mails (finished_at) where finished_at is not null;
