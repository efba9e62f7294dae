-- What a mail says beside its lines, and mails about the submission to the platform.
-- "if not exists": H2 commits each change by itself, so a start that was killed here must be able to do it once more.

-- tasks: how many one line stands for (section unit: the overdue tasks of one unit)
alter table reminder_line add column if not exists tasks integer default 1 not null;
-- the submission that it is about
alter table reminder_line add column if not exists submission_id bigint;
-- the nearest due date of the person's open tasks that can still be kept
alter table reminder_recipient add column if not exists nearest date;
-- false: on a day off before the platform's deadline, when only the submission was spoken of
alter table reminder_sweep add column if not exists whole boolean default true not null;
-- a task of a submission that no plan's row asks for is about no measure
alter table urge alter column measure_key drop not null;
