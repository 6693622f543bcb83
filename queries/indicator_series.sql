-- One indicator of a province (its former provinces before the reform) over all periods with a report.
-- params: scope, province_ids, indicator
-- grain:  one row per period, oldest first
with

expected_units as (

    select
        reporting_units.org_unit_id,
        reporting_units.vintage
    from reporting_units
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

expected_counts as (

    select
        expected_units.vintage,
        count(*) as expected_units
    from expected_units
    group by expected_units.vintage

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
    inner join expected_units on indicator_parts.org_unit_id = expected_units.org_unit_id
    where indicator_parts.indicator = $indicator
    group by indicator_parts.period_id

),

final as (

    select
        periods.period_id,
        periods.period_end,
        periods.is_cumulative,
        periods.vintage,
        if(summed.is_ratio, summed.factor * summed.numerator / summed.denominator, summed.numerator) as value,
        summed.numerator,
        summed.denominator,
        summed.reported_units,
        expected_counts.expected_units
    from summed
    inner join periods on summed.period_id = periods.period_id
    inner join expected_counts on periods.vintage = expected_counts.vintage

)

select
    period_id,
    period_end,
    is_cumulative,
    vintage,
    value,
    numerator,
    denominator,
    reported_units,
    expected_units
from final
order by period_end, is_cumulative, period_id
