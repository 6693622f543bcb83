-- Every indicator of a province in two periods: of all units that reported each, and of those in both.
-- params: scope, province_ids, period_id, earlier_period_id
-- grain:  one row per indicator, in display order
with

parts as (

    select
        indicator_parts.indicator,
        indicator_parts.org_unit_id,
        indicator_parts.period_id = $period_id as is_now,
        indicator_parts.numerator,
        indicator_parts.denominator
    from indicator_parts
    inner join reporting_units on indicator_parts.org_unit_id = reporting_units.org_unit_id
    where
        indicator_parts.period_id in ($period_id, $earlier_period_id)
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, indicator_parts.org_unit_id))

),

marked as (

    select
        parts.indicator,
        parts.org_unit_id,
        parts.is_now,
        parts.numerator,
        parts.denominator,
        count(*) over (partition by parts.indicator, parts.org_unit_id) = 2 as is_in_both
    from parts

),

summed as (

    select
        marked.indicator,
        count(*) filter (where marked.is_now) as units,
        count(*) filter (where not marked.is_now) as earlier_units,
        count(*) filter (where marked.is_now and marked.is_in_both) as units_in_both,
        sum(marked.numerator) filter (where marked.is_now) as numerator,
        sum(marked.denominator) filter (where marked.is_now) as denominator,
        sum(marked.numerator) filter (where not marked.is_now) as earlier_numerator,
        sum(marked.denominator) filter (where not marked.is_now) as earlier_denominator,
        sum(marked.numerator) filter (where marked.is_now and marked.is_in_both) as both_numerator,
        sum(marked.denominator) filter (where marked.is_now and marked.is_in_both) as both_denominator,
        sum(marked.numerator) filter (where not marked.is_now and marked.is_in_both)
            as both_earlier_numerator,
        sum(marked.denominator) filter (where not marked.is_now and marked.is_in_both)
            as both_earlier_denominator
    from marked
    group by marked.indicator

),

final as (

    select
        indicators.indicator,
        indicators.position,
        indicators.denominator is not null as is_ratio,
        summed.units,
        summed.earlier_units,
        summed.units_in_both,
        if(is_ratio, indicators.factor * summed.numerator / summed.denominator, summed.numerator) as value,
        if(
            is_ratio,
            indicators.factor * summed.earlier_numerator / summed.earlier_denominator,
            summed.earlier_numerator
        ) as earlier_value,
        if(
            is_ratio,
            indicators.factor * summed.both_numerator / summed.both_denominator,
            summed.both_numerator
        ) as value_in_both,
        if(
            is_ratio,
            indicators.factor * summed.both_earlier_numerator / summed.both_earlier_denominator,
            summed.both_earlier_numerator
        ) as earlier_value_in_both
    from indicators
    inner join summed on indicators.indicator = summed.indicator

)

select
    indicator,
    units,
    earlier_units,
    units_in_both,
    value,
    earlier_value,
    value_in_both,
    earlier_value_in_both
from final
order by position
