-- Whether the cameras of pits answer. Not a part of pits, whose rows would be written anew every ten seconds.
create table camera_states (
    pit_id      integer primary key,
    tenant_id   integer not null,
    code        text not null,
    -- When it answered last; when it was asked first while it never did.
    answered_at timestamptz not null,
    -- Questions in a row that it did not answer.
    failures    integer not null default 0,
    is_offline  boolean not null default false,
    ask_at      timestamptz not null
);
create index camera_states_due on camera_states (ask_at);
create index pits_with_cameras on pits (pit_id) where camera_rtsp_url is not null;
