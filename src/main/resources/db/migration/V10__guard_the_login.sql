-- What the login knows beside the engine's own tables of people.
-- "if not exists": H2 commits each create by itself, so a start that was killed here must be able to do it once more.

-- hashes that a person's password had before, so that none of the last ones is taken again
create table if not exists past_password (
    person      varchar(64)  not null,
    replaced_at timestamp with time zone not null,
    hash        varchar(255) not null,
    salt        varchar(255)
);
create index if not exists past_password_of on past_password (person, replaced_at);

-- a password that somebody else has chosen: its person changes it before anything else
create table if not exists given_password (
    person   varchar(64) primary key,
    given_at timestamp with time zone not null,
    given_by varchar(64) not null
);

-- wrong passwords, so that the next try waits; source: an address, or an address and a name
create table if not exists login_failure (
    source    varchar(255) primary key,
    failures  integer not null,
    failed_at timestamp with time zone not null
);
