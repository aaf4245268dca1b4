-- The way of a switch between its throw and the device's confirmation.
alter table switches
    add column command_sent_at timestamptz,     -- the broker held the device's command
    add column effective_at    timestamptz;     -- readings were judged by it from then on
