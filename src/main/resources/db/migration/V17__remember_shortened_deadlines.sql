-- whether the deadline is an earlier one than the plan's, set by a signed assignment
alter table measure add column if not exists deadline_shortened boolean default false not null;
update measure set deadline_shortened = true
where measure_key in (select measure_key from assignment where status = 'in_force' and content like '%完成时限提前至%');
