-- One indicator of a province over time, flows counted from 1 January, so that a year's target can be held
-- against it. Quarters and cumulative reports are two bases and stay apart.
-- params: scope, province_ids, indicator
-- grain:  one row per period with a report, oldest first
with

expected_units as (

    select
        reporting_units.org_unit_id,
        reporting_units.period_id
    from units_of_period as reporting_units
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

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
        indicator_parts.period_id,
        sum(indicator_parts.numerator) as numerator,
        sum(indicator_parts.denominator) as denominator,
        any_value(indicator_parts.is_ratio) as is_ratio,
        any_value(indicator_parts.factor) as factor,
        count(*) as reported_units
    from indicator_parts
    inner join expected_units
        on
            indicator_parts.org_unit_id = expected_units.org_unit_id
            and indicator_parts.period_id = expected_units.period_id
    where indicator_parts.indicator = $indicator
    group by indicator_parts.period_id

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
