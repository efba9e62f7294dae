-- Who did what, when, from where (ADR 0026). Added to and read, never changed: on PostgreSQL the next migration, 11.1, holds that.
-- "if not exists": H2 commits each create by itself, so a start that was killed here must be able to do it once more.

create table if not exists audit_entry (
    id          bigint generated always as identity primary key,
    recorded_at timestamp with time zone not null,
    event       varchar(32)   not null,
    -- login name; for a failed login the name as typed; '' for the system itself
    person      varchar(64)   not null,
    -- as it was then; '' where nobody has proved to be the person
    person_name varchar(255)  not null,
    -- where the request came from; '' where there was none
    address     varchar(64)   not null,
    -- what it was done to
    subject     varchar(255)  not null,
    detail      varchar(1000) not null
);
create index if not exists audit_entry_by_time on audit_entry (recorded_at, id);
create index if not exists audit_entry_by_event on audit_entry (event, recorded_at);
