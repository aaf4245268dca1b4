-- Where customers want to be reached since their account was changed (version above 0); phone and email stay what they are found again by.
alter table customers
    add column own_phone     text,
    add column own_email     text,
    add column phone_version bigint not null default 0,
    add column email_version bigint not null default 0;
