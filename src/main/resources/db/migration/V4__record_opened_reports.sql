-- When a supervisor first had a version in front of them: until then its unit may take it back, and who did.
-- "if not exists": H2 commits each change by itself, so a start that was killed here must be able to do it once more.

alter table report_version add column if not exists opened_by varchar(64);
alter table report_version add column if not exists opened_at timestamp with time zone;
alter table report_version add column if not exists taken_back_by varchar(64);
