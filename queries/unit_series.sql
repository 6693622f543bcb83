-- One indicator of one unit of a lens over all periods with a report, restated where the unit did not report.
-- params: scope, org_unit_id, indicator, lens
-- grain:  one row per period, oldest first
with

sources as (

    select
        restatement.from_id,
        restatement.weight,
        restatement.is_exact,
        restatement.valid_from,
        restatement.valid_to
    from restatement
    where restatement.lens = $lens and restatement.to_id = $org_unit_id

),

summed as (

    select
        indicator_parts.period_id,
        sum(indicator_parts.numerator * sources.weight) as numerator,
        sum(indicator_parts.denominator * sources.weight) as denominator,
        sum(if(sources.is_exact, 0, indicator_parts.numerator * sources.weight)) as estimated_numerator,
        sum(if(sources.is_exact, 0, indicator_parts.denominator * sources.weight)) as estimated_denominator,
        any_value(indicator_parts.is_ratio) as is_ratio,
        any_value(indicator_parts.factor) as factor,
        bool_and(sources.is_exact) as is_exact,
        count(*) as reported_units
    from indicator_parts
    inner join sources on indicator_parts.org_unit_id = sources.from_id
    where
        indicator_parts.indicator = $indicator
        and ($scope is null or list_contains($scope, sources.from_id))
    group by indicator_parts.period_id

),

expected_counts as (

    select
        periods.period_id,
        count(*) as expected_units
    from periods
    inner join summed on periods.period_id = summed.period_id
    inner join sources on periods.period_end >= sources.valid_from and periods.period_end <= sources.valid_to
    group by periods.period_id

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
        if(summed.is_exact, 'exact', 'estimate') as method,
        greatest(
            coalesce(summed.estimated_numerator / nullif(summed.numerator, 0), 0),
            coalesce(summed.estimated_denominator / nullif(summed.denominator, 0), 0)
        ) as estimated_share,
        summed.reported_units,
        expected_counts.expected_units
    from summed
    inner join periods on summed.period_id = periods.period_id
    inner join expected_counts on periods.period_id = expected_counts.period_id

)

select
    period_id,
    period_end,
    is_cumulative,
    vintage,
    value,
    numerator,
    denominator,
    method,
    estimated_share,
    reported_units,
    expected_units
from final
order by period_end, is_cumulative, period_id
