-- What units hand in lies in one table, whatever it belongs to: evidence, stamped scans, files of submissions. The table of evidence
-- becomes that table, so that its bytes, by far the most, stay where they are; the others are copied within the database.
-- Nothing is dropped yet, and each statement can be done once more: H2 commits each change of a table by itself.

alter table if exists evidence rename to kept_file;
alter table if exists evidence_chunk rename to kept_file_chunk;

alter table kept_file alter column measure_key drop not null;
alter table kept_file add column if not exists owner_kind varchar(16);
alter table kept_file add column if not exists owner varchar(64);

update kept_file
    set owner_kind = 'evidence',
        owner = measure_key || case when round_id is null then '' else '/' || cast(round_id as varchar) end
    where owner_kind is null;

insert into kept_file (id, owner_kind, owner, unit_code, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at,
        struck_by, struck_at, struck_reason)
    select id, 'sheet', cast(plan_year as varchar) || '/' || to_char(due, 'YYYY-MM-DD'), unit_code, name, media_type, size_bytes,
        sha256, uploaded_by, uploaded_at, struck_by, struck_at, struck_reason
    from stamped_scan s where not exists (select 1 from kept_file k where k.id = s.id);

insert into kept_file_chunk (evidence_id, number, bytes)
    select stamped_scan_id, number, bytes from stamped_scan_chunk s
    where not exists (select 1 from kept_file_chunk k where k.evidence_id = s.stamped_scan_id and k.number = s.number);

insert into kept_file (id, owner_kind, owner, unit_code, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at,
        struck_by, struck_at, struck_reason)
    select id, 'submission', cast(submission_id as varchar) || '/' || item, unit_code, name, media_type, size_bytes,
        sha256, uploaded_by, uploaded_at, struck_by, struck_at, struck_reason
    from submission_file s where not exists (select 1 from kept_file k where k.id = s.id);

insert into kept_file_chunk (evidence_id, number, bytes)
    select submission_file_id, number, bytes from submission_file_chunk s
    where not exists (select 1 from kept_file_chunk k where k.evidence_id = s.submission_file_id and k.number = s.number);

alter table kept_file alter column owner_kind set not null;
alter table kept_file alter column owner set not null;
create index if not exists kept_file_by_owner on kept_file (owner_kind, owner, unit_code);
