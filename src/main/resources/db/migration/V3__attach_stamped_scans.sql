-- The stamped paper of what one unit reported on one reporting day (盖章扫描件). Bytes lie in pieces, as those of evidence.
-- "if not exists": H2 commits each create by itself, so a start that was killed here must be able to do it once more.

create table if not exists stamped_scan (
    id            varchar(36) primary key,
    plan_year     integer      not null references plan (plan_year),
    unit_code     varchar(32)  not null references unit (code),
    due           date         not null,
    name          varchar(255) not null,
    media_type    varchar(150) not null,
    size_bytes    bigint       not null,
    sha256        varchar(64)  not null,
    uploaded_by   varchar(64)  not null,
    uploaded_at   timestamp with time zone not null,
    struck_by     varchar(64),
    struck_at     timestamp with time zone,
    struck_reason varchar(400)
);
create index if not exists stamped_scan_by_sheet on stamped_scan (plan_year, unit_code, due);

create table if not exists stamped_scan_chunk (
    stamped_scan_id varchar(36) not null references stamped_scan (id),
    number          integer     not null,
    bytes           bytea       not null,
    primary key (stamped_scan_id, number)
);
