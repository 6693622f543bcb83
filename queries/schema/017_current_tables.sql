-- What counts now, as tables instead of views (docs/decisions/0030): the writes of a submission and of a
-- withdrawal keep them, and these views say by which rule.
create view standing_observations as
select
    observations.submission_id,
    observations.org_unit_id,
    observations.data_element,
    observations.period_id,
    observations.value,
    observations.cell,
    observations.original
from observations
anti join withdrawals on observations.submission_id = withdrawals.submission_id
anti join standing_supersessions
    on
        observations.submission_id = standing_supersessions.submission_id
        and observations.org_unit_id = standing_supersessions.org_unit_id
        and observations.data_element = standing_supersessions.data_element;

create view standing_unit_reports as
with replaced_reports as (
    select
        submission_id,
        org_unit_id
    from standing_supersessions
    where data_element is null
)

select
    unit_reports.submission_id,
    unit_reports.org_unit_id,
    unit_reports.period_id,
    unit_reports.state
from unit_reports
anti join withdrawals on unit_reports.submission_id = withdrawals.submission_id
anti join replaced_reports
    on
        unit_reports.submission_id = replaced_reports.submission_id
        and unit_reports.org_unit_id = replaced_reports.org_unit_id;

drop view current_observations;

drop view current_unit_reports;

-- Their rows lie side by side by year, data element and period (khuyenhoc/store/clustering.py).
create table current_observations (
    submission_id varchar not null,
    org_unit_id varchar not null,
    data_element varchar not null,
    period_id varchar not null,
    value double,
    cell varchar not null,
    original varchar not null
);

create table current_unit_reports (
    submission_id varchar not null,
    org_unit_id varchar not null,
    period_id varchar not null,
    state varchar not null
);

insert into current_observations
select
    submission_id,
    org_unit_id,
    data_element,
    period_id,
    value,
    cell,
    original
from standing_observations
order by left(period_id, 4), data_element, period_id, org_unit_id;

insert into current_unit_reports
select
    submission_id,
    org_unit_id,
    period_id,
    state
from standing_unit_reports
order by period_id, org_unit_id;

-- When the rows were last put in order, and up to which ledger line they were there.
create table clusterings (
    position bigint not null,
    clustered_at timestamp not null
);

-- The parts an indicator is computed from, per unit and period, in one pass over the values: no joining of a
-- table with itself.
create or replace view indicator_parts as
with elements as (
    select
        indicators.indicator,
        indicators.numerator as data_element,
        true as is_numerator,
        indicators.factor,
        indicators.denominator is not null as is_ratio
    from indicators
    union all
    select
        indicators.indicator,
        indicators.denominator as data_element,
        false as is_numerator,
        indicators.factor,
        true as is_ratio
    from indicators
    where indicators.denominator is not null
),

parts as (
    select
        elements.indicator,
        current_observations.org_unit_id,
        current_observations.period_id,
        any_value(elements.factor) as factor,
        any_value(elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not elements.is_numerator) as denominator,
        max(current_observations.submission_id) filter (where elements.is_numerator) as submission_id,
        max(current_observations.cell) filter (where elements.is_numerator) as cell
    from current_observations
    inner join elements on current_observations.data_element = elements.data_element
    group by elements.indicator, current_observations.org_unit_id, current_observations.period_id
)

select
    indicator,
    org_unit_id,
    period_id,
    numerator,
    denominator,
    factor,
    is_ratio,
    submission_id,
    cell
from parts
where numerator is not null and (not is_ratio or denominator > 0);
