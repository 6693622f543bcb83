-- Indicators of single units over all periods they reported.
-- params: scope, org_unit_ids
-- grain:  one row per unit, indicator and period, oldest first
with

final as (

    select
        indicator_parts.org_unit_id,
        indicator_parts.indicator,
        indicators.position,
        periods.period_id,
        periods.period_end,
        periods.is_cumulative,
        indicator_parts.numerator,
        indicator_parts.denominator,
        if(
            indicator_parts.is_ratio,
            indicator_parts.factor * indicator_parts.numerator / indicator_parts.denominator,
            indicator_parts.numerator
        ) as value
    from indicator_parts
    inner join indicators on indicator_parts.indicator = indicators.indicator
    inner join periods on indicator_parts.period_id = periods.period_id
    where
        list_contains($org_unit_ids, indicator_parts.org_unit_id)
        and ($scope is null or list_contains($scope, indicator_parts.org_unit_id))

)

select
    org_unit_id,
    indicator,
    period_id,
    period_end,
    is_cumulative,
    value,
    numerator,
    denominator
from final
order by org_unit_id, position, period_end, is_cumulative, period_id
