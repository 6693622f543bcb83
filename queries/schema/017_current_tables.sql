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

-- The data elements that each indicator is computed from.
create view indicator_elements as
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
where indicators.denominator is not null;

-- The parts an indicator is computed from, per unit and period, in one pass over the values: no joining of a
-- table with itself. Queries that ask for few units choose those before they put the parts together: a choice
-- by joining goes through no grouping.
create or replace view indicator_parts as
with parts as (
    select
        indicator_elements.indicator,
        current_observations.org_unit_id,
        current_observations.period_id,
        any_value(indicator_elements.factor) as factor,
        any_value(indicator_elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator,
        max(current_observations.submission_id) filter (where indicator_elements.is_numerator)
            as submission_id,
        max(current_observations.cell) filter (where indicator_elements.is_numerator) as cell
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    group by indicator_elements.indicator, current_observations.org_unit_id, current_observations.period_id
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

-- As in 011, but which values were ever replaced is told by the replacements alone.
create or replace view published_values as
with contested as (
    select
        supersessions.org_unit_id,
        submissions.period_id,
        supersessions.data_element
    from supersessions
    inner join submissions on supersessions.submission_id = submissions.submission_id
    where supersessions.data_element is not null
    union
    select
        observations.org_unit_id,
        observations.period_id,
        observations.data_element
    from observations
    inner join submissions
        on
            observations.submission_id = submissions.submission_id
            and observations.period_id = submissions.period_id
    semi join withdrawals on submissions.submission_id = withdrawals.submission_id
),

stored as (
    select
        observations.submission_id,
        observations.org_unit_id,
        observations.period_id,
        observations.data_element,
        observations.value,
        observations.cell,
        submission_positions.position,
        withdrawal_positions.position as withdrawn_position
    from observations
    semi join contested
        on
            observations.org_unit_id = contested.org_unit_id
            and observations.period_id = contested.period_id
            and observations.data_element = contested.data_element
    inner join submission_positions on observations.submission_id = submission_positions.submission_id
    left join withdrawal_positions on observations.submission_id = withdrawal_positions.submission_id
),

first_approvals as (
    select
        workflow_events.org_unit_id,
        workflow_events.period_id,
        min(workflow_events.position) as position
    from workflow_events
    where workflow_events.to_state = 'approved'
    group by workflow_events.org_unit_id, workflow_events.period_id
),

first_reports as (
    select
        stored.org_unit_id,
        stored.period_id,
        stored.data_element,
        min(stored.position) as position
    from stored
    where stored.withdrawn_position is null
    group by stored.org_unit_id, stored.period_id, stored.data_element
),

-- Until which ledger line a value had been published, and on what ground.
published_until as (
    select
        first_reports.org_unit_id,
        first_reports.period_id,
        first_reports.data_element,
        coalesce(first_approvals.position, first_reports.position) as position,
        if(first_approvals.position is null, 'first_reported', 'approved') as basis
    from first_reports
    left join first_approvals
        on
            first_reports.org_unit_id = first_approvals.org_unit_id
            and first_reports.period_id = first_approvals.period_id
),

replaced as (
    select distinct
        stored.submission_id,
        stored.org_unit_id,
        stored.data_element
    from stored
    inner join supersessions
        on
            stored.submission_id = supersessions.submission_id
            and stored.org_unit_id = supersessions.org_unit_id
            and stored.data_element = supersessions.data_element
    inner join published_until
        on
            stored.org_unit_id = published_until.org_unit_id
            and stored.period_id = published_until.period_id
            and stored.data_element = published_until.data_element
    inner join submission_positions on supersessions.superseded_by = submission_positions.submission_id
    left join withdrawal_positions on supersessions.superseded_by = withdrawal_positions.submission_id
    where
        submission_positions.position <= published_until.position
        and (
            withdrawal_positions.position is null
            or withdrawal_positions.position > published_until.position
        )
)

select
    stored.org_unit_id,
    stored.period_id,
    stored.data_element,
    any_value(published_until.basis) as basis,
    arg_max(
        struct_pack(
            value := stored.value,
            cell := stored.cell,
            submission_id := stored.submission_id
        ),
        stored.position
    ) as figure
from stored
inner join published_until
    on
        stored.org_unit_id = published_until.org_unit_id
        and stored.period_id = published_until.period_id
        and stored.data_element = published_until.data_element
anti join replaced
    on
        stored.submission_id = replaced.submission_id
        and stored.org_unit_id = replaced.org_unit_id
        and stored.data_element = replaced.data_element
where
    stored.position <= published_until.position
    and (stored.withdrawn_position is null or stored.withdrawn_position > published_until.position)
group by stored.org_unit_id, stored.period_id, stored.data_element;

-- As in 016, without the detour over every period of the store.
create or replace view unit_figures_to_date as
with bases as (
    select
        indicators.indicator,
        data_elements.kind = 'flow' as is_flow
    from indicators
    inner join data_elements on indicators.numerator = data_elements.data_element
),

-- Of each period the values of the periods it is made up of: chosen first, put together then.
parts as (
    select
        indicator_elements.indicator,
        current_observations.org_unit_id,
        periods_so_far.period_id,
        periods_so_far.part_id,
        any_value(periods_so_far.period_end) as period_end,
        any_value(periods_so_far.year) as year,
        any_value(periods_so_far.quarter) as quarter,
        any_value(periods_so_far.is_cumulative) as is_cumulative,
        any_value(bases.is_flow) as is_flow,
        any_value(indicator_elements.factor) as factor,
        any_value(indicator_elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator,
        max(current_observations.submission_id) filter (where indicator_elements.is_numerator)
            as submission_id,
        max(current_observations.cell) filter (where indicator_elements.is_numerator) as cell
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    inner join bases on indicator_elements.indicator = bases.indicator
    inner join periods_so_far
        on
            current_observations.period_id = periods_so_far.part_id
            and (bases.is_flow or periods_so_far.part_id = periods_so_far.period_id)
    group by
        indicator_elements.indicator,
        current_observations.org_unit_id,
        periods_so_far.period_id,
        periods_so_far.part_id
),

added_up as (
    select
        parts.indicator,
        parts.org_unit_id,
        parts.period_id,
        any_value(parts.period_end) as period_end,
        any_value(parts.year) as year,
        any_value(parts.quarter) as quarter,
        any_value(parts.is_cumulative) as is_cumulative,
        any_value(parts.is_flow) as is_flow,
        any_value(parts.is_ratio) as is_ratio,
        any_value(parts.factor) as factor,
        sum(parts.numerator) as numerator,
        max(parts.denominator) filter (where parts.part_id = parts.period_id) as denominator,
        max(parts.cell) filter (where parts.part_id = parts.period_id) as cell,
        max(parts.submission_id) filter (where parts.part_id = parts.period_id) as submission_id,
        bool_or(parts.part_id = parts.period_id) as has_last,
        count(*) as parts
    from parts
    where parts.numerator is not null and (not parts.is_ratio or parts.denominator > 0)
    group by parts.indicator, parts.org_unit_id, parts.period_id
)

select
    added_up.indicator,
    added_up.org_unit_id,
    added_up.period_id,
    added_up.period_end,
    added_up.year,
    added_up.quarter,
    added_up.is_cumulative,
    added_up.is_flow,
    if(
        added_up.is_ratio,
        added_up.factor * added_up.numerator / added_up.denominator,
        added_up.numerator
    ) as value,
    added_up.numerator,
    added_up.denominator,
    added_up.cell,
    added_up.submission_id
from added_up
where
    added_up.has_last
    and (not added_up.is_flow or added_up.is_cumulative or added_up.parts = added_up.quarter);
