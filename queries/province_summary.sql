-- Every indicator of a province in one period, against last year and against the next target.
-- A province's own target goes before the national one.
-- Under any lens but `reported`, a former province goes on after the reform with the communes made of it.
-- params: scope, province_ids, province_code, period_id, earlier_province_ids, earlier_period_id, lens
-- grain:  one row per indicator, in display order
with

chosen as (

    select
        periods.period_id,
        periods.period_end,
        periods.year
    from periods
    where periods.period_id in ($period_id, $earlier_period_id)

),

expected_units as (

    select
        chosen.period_id,
        restatement.from_id as org_unit_id,
        least(sum(restatement.weight), 1) as weight
    from restatement
    inner join chosen
        on restatement.valid_from <= chosen.period_end and restatement.valid_to >= chosen.period_end
    where
        restatement.lens = if($lens = 'reported', 'own_province', 'province')
        and ($scope is null or list_contains($scope, restatement.from_id))
        and (
            (chosen.period_id = $period_id and list_contains($province_ids, restatement.to_id))
            or (
                chosen.period_id = $earlier_period_id
                and list_contains($earlier_province_ids, restatement.to_id)
            )
        )
    group by chosen.period_id, restatement.from_id

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
        indicator_parts.indicator,
        indicator_parts.period_id,
        sum(expected_units.weight * indicator_parts.numerator) as numerator,
        sum(expected_units.weight * indicator_parts.denominator) as denominator,
        count(*) as reported_units,
        bool_and(expected_units.weight = 1) as is_exact,
        sum(
            if(expected_units.weight < 1, expected_units.weight * indicator_parts.numerator, 0)
        ) as estimated_numerator,
        if(
            any_value(indicator_parts.is_ratio),
            any_value(indicator_parts.factor)
            * sum(expected_units.weight * indicator_parts.numerator)
            / sum(expected_units.weight * indicator_parts.denominator),
            sum(expected_units.weight * indicator_parts.numerator)
        ) as value
    from indicator_parts
    inner join expected_units
        on
            indicator_parts.org_unit_id = expected_units.org_unit_id
            and indicator_parts.period_id = expected_units.period_id
    group by indicator_parts.indicator, indicator_parts.period_id

),

next_targets as (

    select
        targets_in_force.indicator,
        arg_min(
            struct_pack(
                value := targets_in_force.value,
                year := targets_in_force.year,
                legal_act := targets_in_force.legal_act
            ),
            (targets_in_force.year, targets_in_force.scope = 'VN')
        ) as target
    from targets_in_force
    inner join chosen on chosen.period_id = $period_id
    where
        targets_in_force.year >= chosen.year
        and targets_in_force.scope in ('VN', $province_code)
    group by targets_in_force.indicator

),

final as (

    select
        indicators.indicator,
        indicators.position,
        now.value,
        now.numerator,
        now.denominator,
        if(now.is_exact, 'exact', if(now.is_exact is null, null, 'estimate')) as method,
        coalesce(now.estimated_numerator / nullif(now.numerator, 0), 0) as estimated_share,
        coalesce(now.reported_units, 0) as reported_units,
        expected_counts.expected_units,
        earlier.value as earlier_value,
        coalesce(earlier.reported_units, 0) as earlier_reported_units,
        earlier_counts.expected_units as earlier_expected_units,
        next_targets.target.value as target_value,
        next_targets.target.year as target_year,
        next_targets.target.legal_act as target_legal_act
    from indicators
    left join summed as now on indicators.indicator = now.indicator and now.period_id = $period_id
    left join summed as earlier
        on indicators.indicator = earlier.indicator and earlier.period_id = $earlier_period_id
    left join expected_counts on expected_counts.period_id = $period_id
    left join expected_counts as earlier_counts on earlier_counts.period_id = $earlier_period_id
    left join next_targets on indicators.indicator = next_targets.indicator

)

select
    indicator,
    value,
    numerator,
    denominator,
    method,
    estimated_share,
    reported_units,
    expected_units,
    earlier_value,
    earlier_reported_units,
    earlier_expected_units,
    target_value,
    target_year,
    target_legal_act
from final
order by position
