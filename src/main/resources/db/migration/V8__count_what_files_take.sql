-- What the files of each unit take in each plan year, in bytes; struck ones count, since they stay.
-- "if not exists": H2 commits each create by itself, so a start that was killed here must be able to do it once more.

create table if not exists storage_use (
    unit_code varchar(32) not null references unit (code),
    plan_year integer     not null,
    bytes     bigint      not null check (bytes >= 0),
    primary key (unit_code, plan_year)
);

insert into storage_use (unit_code, plan_year, bytes)
    select kept.unit_code, kept.plan_year, sum(kept.size_bytes)
    from (
        select e.unit_code, m.plan_year, e.size_bytes from evidence e join measure m on m.measure_key = e.measure_key
        union all
        select unit_code, plan_year, size_bytes from stamped_scan
        union all
        select f.unit_code, s.submission_year, f.size_bytes
        from submission_file f join submission s on s.id = f.submission_id
    ) kept
    where not exists (select 1 from storage_use)
    group by kept.unit_code, kept.plan_year;
