-- One indicator of a province over time, flows counted from 1 January, so that a year's target can be held
-- against it. Quarters and cumulative reports are two bases and stay apart.
-- params: scope, province_ids, indicator
-- grain:  one row per period with a report, oldest first
with

units as (

    select reporting_units.org_unit_id
    from reporting_units
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

parts as (

    select
        current_observations.org_unit_id,
        current_observations.period_id,
        any_value(indicator_elements.factor) as factor,
        any_value(indicator_elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    inner join units on current_observations.org_unit_id = units.org_unit_id
    where indicator_elements.indicator = $indicator
    group by current_observations.org_unit_id, current_observations.period_id

),

-- Of the periods that anybody reported only.
expected_units as (

    select
        units_of_period.org_unit_id,
        units_of_period.period_id
    from units_of_period
    inner join units on units_of_period.org_unit_id = units.org_unit_id
    where units_of_period.period_id in (select parts.period_id from parts)

),

expected_counts as (

    select
        expected_units.period_id,
        count(*) as expected_units
    from expected_units
    group by expected_units.period_id

),

summed as (

    select
        parts.period_id,
        sum(parts.numerator) as numerator,
        sum(parts.denominator) as denominator,
        any_value(parts.is_ratio) as is_ratio,
        any_value(parts.factor) as factor,
        count(*) as reported_units
    from parts
    inner join expected_units
        on parts.org_unit_id = expected_units.org_unit_id and parts.period_id = expected_units.period_id
    where parts.numerator is not null and (not parts.is_ratio or parts.denominator > 0)
    group by parts.period_id

),

to_date as (

    select
        periods.period_id,
        periods.period_end,
        periods.year,
        quarter(periods.period_end) as quarter,
        periods.is_cumulative,
        if(
            data_elements.kind = 'flow' and not periods.is_cumulative,
            sum(summed.numerator) over (
                partition by periods.year, periods.is_cumulative
                order by periods.period_end
            ),
            summed.numerator
        ) as numerator,
        summed.denominator,
        summed.is_ratio,
        summed.factor,
        summed.reported_units,
        data_elements.kind = 'flow' as is_flow,
        count(*) over (
            partition by periods.year, periods.is_cumulative
            order by periods.period_end
        ) as quarters
    from summed
    inner join periods on summed.period_id = periods.period_id
    inner join indicators on indicators.indicator = $indicator
    inner join data_elements on indicators.numerator = data_elements.data_element

),

final as (

    select
        to_date.period_id,
        to_date.period_end,
        to_date.year,
        to_date.quarter,
        to_date.is_cumulative,
        to_date.is_flow,
        -- A flow with a quarter missing before it is not known from 1 January on.
        if(
            to_date.is_flow and not to_date.is_cumulative and to_date.quarters < to_date.quarter,
            null,
            if(
                to_date.is_ratio,
                to_date.factor * to_date.numerator / to_date.denominator,
                to_date.numerator
            )
        ) as value,
        to_date.numerator,
        to_date.denominator,
        to_date.reported_units,
        expected_counts.expected_units
    from to_date
    inner join expected_counts on to_date.period_id = expected_counts.period_id

)

select
    period_id,
    period_end,
    year,
    quarter,
    is_cumulative,
    is_flow,
    value,
    numerator,
    denominator,
    reported_units,
    expected_units
from final
order by period_end, is_cumulative, period_id
