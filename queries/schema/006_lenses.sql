-- One history on several maps (khuyenhoc/domain/lenses.py): reference data, loaded with the release.

alter table crosswalk add column event_date date;
alter table crosswalk add column weight double;
alter table crosswalk add column basis varchar;
alter table crosswalk add column confidence varchar;

-- How much of a reporting unit's figures belongs to a unit of a lens: `reported` (each unit to itself),
-- `current`, `former`, `comparable`, and `province` (present and former ones). The weights of a unit add up
-- to 1 in each lens, in `province` for each vintage. valid_from and valid_to: the days on which it reports.
create table restatement (
    lens varchar not null,
    from_id varchar not null,
    to_id varchar not null,
    weight double not null,
    is_exact boolean not null,
    valid_from date not null,
    valid_to date not null
);

-- The units of each lens, and the provinces of both vintages they lie in; of `reported` only their own.
create table lens_units (
    lens varchar not null,
    org_unit_id varchar not null,
    province_id varchar not null
);

create table comparable_areas (
    org_unit_id varchar not null,
    name varchar not null,
    members integer not null
);

-- Values on the map of a lens, one row for each value and unit it belongs to: the sum over `from_id` is the
-- restated value. Not summed here, so that a query can take the scope of `from_id` into account first.
create view restated_values as
select
    restatement.lens,
    restatement.to_id as org_unit_id,
    restatement.from_id,
    restatement.is_exact,
    restatement.weight,
    current_observations.period_id,
    current_observations.data_element,
    current_observations.value * restatement.weight as value
from restatement
inner join current_observations on restatement.from_id = current_observations.org_unit_id
where current_observations.value is not null;

-- Names of the units of all lenses; as of a day for units, always the same for comparable areas.
create view lens_unit_names as
select
    org_unit_names.org_unit_id,
    org_unit_names.name,
    org_units.short_name,
    org_unit_names.valid_from,
    org_unit_names.valid_before
from org_unit_names
inner join org_units on org_unit_names.org_unit_id = org_units.org_unit_id
union all
select
    comparable_areas.org_unit_id,
    comparable_areas.name,
    comparable_areas.name as short_name,
    date '0001-01-01' as valid_from,
    cast(null as date) as valid_before
from comparable_areas;
