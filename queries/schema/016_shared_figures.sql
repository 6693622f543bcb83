-- The periods that make up a year so far: a quarter and the quarters before it; a report that counts from
-- 1 January is whole by itself.
create view periods_so_far as
select
    periods.period_id,
    periods.period_end,
    periods.year,
    quarter(periods.period_end) as quarter,
    periods.is_cumulative,
    parts.period_id as part_id,
    parts.period_end as part_end
from periods
inner join periods as parts
    on
        periods.year = parts.year
        and periods.is_cumulative = parts.is_cumulative
        and periods.period_end >= parts.period_end
where periods.period_id = parts.period_id or not periods.is_cumulative;

-- Every indicator of every unit in a period, flows counted from 1 January: those are known only if every
-- quarter so far was reported.
create view unit_figures_to_date as
with added_up as (
    select
        indicator_parts.indicator,
        indicator_parts.org_unit_id,
        periods_so_far.period_id,
        any_value(periods_so_far.period_end) as period_end,
        any_value(periods_so_far.year) as year,
        any_value(periods_so_far.quarter) as quarter,
        any_value(periods_so_far.is_cumulative) as is_cumulative,
        any_value(data_elements.kind = 'flow') as is_flow,
        any_value(indicator_parts.is_ratio) as is_ratio,
        any_value(indicator_parts.factor) as factor,
        sum(indicator_parts.numerator) as numerator,
        max(indicator_parts.denominator) filter (where periods_so_far.part_id = periods_so_far.period_id)
            as denominator,
        max(indicator_parts.cell) filter (where periods_so_far.part_id = periods_so_far.period_id) as cell,
        max(indicator_parts.submission_id) filter (where periods_so_far.part_id = periods_so_far.period_id)
            as submission_id,
        bool_or(periods_so_far.part_id = periods_so_far.period_id) as has_last,
        count(*) as parts
    from indicator_parts
    inner join indicators on indicator_parts.indicator = indicators.indicator
    inner join data_elements on indicators.numerator = data_elements.data_element
    inner join periods_so_far
        on
            indicator_parts.period_id = periods_so_far.part_id
            and (data_elements.kind = 'flow' or periods_so_far.part_id = periods_so_far.period_id)
    group by indicator_parts.indicator, indicator_parts.org_unit_id, periods_so_far.period_id
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

-- Where an indicator does not apply to a unit in a period: its numerator or its denominator was answered so.
create view not_applicable_figures as
select distinct
    indicators.indicator,
    current_observations.org_unit_id,
    current_observations.period_id
from current_observations
inner join indicators
    on
        current_observations.data_element = indicators.numerator
        or current_observations.data_element = indicators.denominator
where current_observations.value is null;
