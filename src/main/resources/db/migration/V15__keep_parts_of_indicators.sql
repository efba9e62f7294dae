-- An item of the catalogue may have parts that others supply, that do not apply here, or that count only where the thing exists.
-- What a target asks is read from its words (target_text), not kept a second time.
-- "if not exists": H2 commits each statement by itself, so a start that was killed here must be able to do it once more.

alter table catalogue_item alter column domain set data type varchar(200);
alter table catalogue_item alter column attribute set data type varchar(500);
alter table catalogue_part alter column unit set data type varchar(200);

-- conditional: marked * in the catalogue
alter table catalogue_part add column if not exists conditional boolean default false not null;
alter table catalogue_part add column if not exists applies boolean default true not null;
alter table catalogue_part add column if not exists meaning varchar default '' not null;
alter table catalogue_part add column if not exists formula varchar default '' not null;
alter table catalogue_part add column if not exists data_source varchar default '' not null;
alter table catalogue_part drop column if exists comparator;
alter table catalogue_part drop column if exists target;

-- only of items whose parts have different suppliers; catalogue_supplier has all of the item's
create table if not exists catalogue_part_supplier (
    catalogue_id bigint      not null,
    number       varchar(16) not null,
    part_no      integer     not null,
    position     integer     not null,
    unit_code    varchar(32) not null references unit (code),
    primary key (catalogue_id, number, part_no, position),
    foreign key (catalogue_id, number, part_no) references catalogue_part (catalogue_id, number, part_no)
);

-- who is asked for which part this year (指标分工); an item without rows here was assigned as a whole
create table if not exists submission_part (
    submission_id bigint      not null references submission (id),
    number        varchar(16) not null,
    part_no       integer     not null,
    position      integer     not null,
    unit_code     varchar(32) not null references unit (code),
    primary key (submission_id, number, part_no, position)
);
