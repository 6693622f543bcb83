-- What counts now: neither withdrawn nor replaced by a submission that still stands.

create view standing_supersessions as
select
    supersessions.submission_id,
    supersessions.org_unit_id,
    supersessions.data_element
from supersessions
anti join withdrawals on supersessions.superseded_by = withdrawals.submission_id;

create view current_observations as
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

create view current_unit_reports as
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

-- The parts an indicator is computed from, per unit and period: the only place that joins them.
create view indicator_parts as
select
    indicators.indicator,
    numerators.org_unit_id,
    numerators.period_id,
    numerators.value as numerator,
    denominators.value as denominator,
    indicators.factor,
    indicators.denominator is not null as is_ratio,
    numerators.submission_id,
    numerators.cell
from indicators
inner join current_observations as numerators
    on indicators.numerator = numerators.data_element
left join current_observations as denominators
    on
        indicators.denominator = denominators.data_element
        and numerators.org_unit_id = denominators.org_unit_id
        and numerators.period_id = denominators.period_id
where
    numerators.value is not null
    and (indicators.denominator is null or denominators.value > 0);

-- Units that report to their province: districts until 30/06/2025, communes since.
create view reporting_units as
select
    org_unit_id,
    code,
    vintage,
    name,
    short_name,
    type,
    province_id
from org_units
where level = if(vintage = 'legacy', 'district', 'commune');

-- A unit's names over time; valid_before is null for the present one.
create view org_unit_names as
with named as (
    select
        org_units.org_unit_id,
        org_units.name,
        date '0001-01-01' as valid_from
    from org_units
    union all
    select
        org_unit_events.org_unit_id,
        org_unit_events.name_after as name,
        org_unit_events.event_date as valid_from
    from org_unit_events
)

select
    named.org_unit_id,
    named.name,
    named.valid_from,
    lead(named.valid_from) over (
        partition by named.org_unit_id
        order by named.valid_from
    ) as valid_before
from named;
