-- How an association presents itself: its own name and its logo, which lies in the vault under its hash.
-- The latest line of a province counts.
create table letterheads (
    position bigint not null,
    province_id varchar not null,
    name varchar not null,
    logo_sha256 varchar,
    changed_at timestamp not null,
    changed_by varchar not null
);
