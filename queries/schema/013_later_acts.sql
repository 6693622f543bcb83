-- Acts after the release that a person imported: one row for each unit that one ends, makes or renames.
-- kind: merge, split, rename, change_type or change_parent. Of a new name, from_id is to_id and weight is null.
-- code, name, short_name, type and parent_id are those of to_id from event_date on.
create table later_acts (
    position bigint not null,
    row_number integer not null,
    kind varchar not null,
    event_date date not null,
    legal_act varchar not null,
    from_id varchar not null,
    to_id varchar not null,
    code varchar not null,
    name varchar not null,
    short_name varchar not null,
    type varchar not null,
    parent_id varchar not null,
    is_new boolean not null,
    weight varchar,
    method varchar,
    basis varchar,
    population bigint,
    area_km2 double
);

-- The units that report a period: those of the map in force on its last day. A unit that an act ended before
-- is not expected, one that an act made is expected from then on.
create view units_of_period as
select
    periods.period_id,
    periods.period_end,
    reporting_units.org_unit_id,
    reporting_units.code,
    reporting_units.vintage,
    reporting_units.name,
    reporting_units.short_name,
    reporting_units.type,
    reporting_units.province_id
from periods
inner join reporting_units on periods.vintage = reporting_units.vintage
inner join org_units
    on
        reporting_units.org_unit_id = org_units.org_unit_id
        and (org_units.valid_from is null or periods.period_end >= org_units.valid_from)
        and (org_units.valid_to is null or periods.period_end <= org_units.valid_to);
