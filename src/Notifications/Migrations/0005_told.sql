-- Who was told that an alert is there: they, and nobody else, are told that it is over. Gone with that.
create table alert_told (
    alert_id bigint not null references alerts,
    user_id  bigint not null,
    primary key (alert_id, user_id)
);

-- Of alerts that are there already, as far as it can be known.
insert into alert_told (alert_id, user_id)
select distinct m.alert_id, m.user_id from app_messages m join alerts a using (alert_id) where a.status <> 'cleared';
