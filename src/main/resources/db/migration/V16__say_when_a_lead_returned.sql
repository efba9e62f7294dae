-- When the lead sent a report back; unknown for what was returned before.
alter table round_reporter add column if not exists returned_at timestamp with time zone;
