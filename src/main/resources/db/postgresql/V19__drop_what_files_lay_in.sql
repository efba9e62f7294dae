-- What files lay in before is gone, and a piece names its file. All or nothing, as everything on PostgreSQL.

alter table kept_file_chunk rename column evidence_id to kept_file_id;

drop table if exists stamped_scan_chunk;
drop table if exists stamped_scan;
drop table if exists submission_file_chunk;
drop table if exists submission_file;
alter table kept_file drop column if exists measure_key;
alter table kept_file drop column if exists round_id;
