-- Acts after the release that a person imported (khuyenhoc/domain/later_acts.py): a row for each unit that
-- becomes another, a part of one, or takes another name or type (then weight is null and to_id is from_id).
-- code to parent_id: of the unit from event_date on. weight: a fraction as text.
create table later_acts (
    position bigint not null,
    row_number integer not null,
    kind varchar not null,
    event_date varchar not null,
    legal_act varchar not null,
    from_id varchar not null,
    to_id varchar not null,
    code varchar not null,
    name varchar not null,
    short_name varchar not null,
    type varchar not null,
    parent_id varchar not null,
    weight varchar,
    basis varchar,
    population bigint,
    area_km2 double
);

create table later_act_withdrawals (
    position bigint not null,
    act_position bigint not null,
    reason varchar not null,
    withdrawn_at timestamp not null,
    withdrawn_by varchar not null
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
