-- The learning models of a province in one period against every target that holds for it, year by year.
-- A province's own target goes before the national one for the same year.
-- params: scope, province_ids, province_code, period_id
-- grain:  one row per indicator of the group learning_models and target year, in display order
with

expected_units as (

    select reporting_units.org_unit_id
    from units_of_period as reporting_units
    where
        reporting_units.period_id = $period_id
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

expected_count as (

    select count(*) as expected_units
    from expected_units

),

summed as (

    select
        indicator_parts.indicator,
        sum(indicator_parts.numerator) as numerator,
        sum(indicator_parts.denominator) as denominator,
        any_value(indicator_parts.factor) as factor,
        count(*) as reported_units
    from indicator_parts
    inner join expected_units on indicator_parts.org_unit_id = expected_units.org_unit_id
    where indicator_parts.period_id = $period_id
    group by indicator_parts.indicator

),

targets_here as (

    select
        targets_in_force.indicator,
        targets_in_force.year,
        arg_min(
            struct_pack(
                value := targets_in_force.value,
                scope := targets_in_force.scope,
                legal_act := targets_in_force.legal_act,
                evidence := targets_in_force.evidence
            ),
            targets_in_force.scope = 'VN'
        ) as target
    from targets_in_force
    where
        targets_in_force.scope in ('VN', $province_code)
        and ($scope is null or len($scope) > 0)
    group by targets_in_force.indicator, targets_in_force.year

),

final as (

    select
        indicators.indicator,
        indicators.position,
        summed.factor * summed.numerator / summed.denominator as value,
        summed.numerator,
        summed.denominator,
        coalesce(summed.reported_units, 0) as reported_units,
        expected_count.expected_units,
        targets_here.year as target_year,
        targets_here.target.value as target_value,
        targets_here.target.scope as target_scope,
        targets_here.target.legal_act,
        targets_here.target.evidence
    from indicators
    inner join targets_here on indicators.indicator = targets_here.indicator
    cross join expected_count
    left join summed on indicators.indicator = summed.indicator
    where indicators.data_group = 'learning_models'

)

select
    indicator,
    value,
    numerator,
    denominator,
    reported_units,
    expected_units,
    target_year,
    target_value,
    target_scope,
    legal_act,
    evidence
from final
order by position, target_year
