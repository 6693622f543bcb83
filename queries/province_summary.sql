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

parts as (

    select
        indicator_elements.indicator,
        expected_units.org_unit_id,
        expected_units.period_id,
        any_value(expected_units.weight) as weight,
        any_value(indicator_elements.factor) as factor,
        any_value(indicator_elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator
    from current_observations
    inner join expected_units
        on
            current_observations.org_unit_id = expected_units.org_unit_id
            and current_observations.period_id = expected_units.period_id
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    where current_observations.period_id in ($period_id, $earlier_period_id)
    group by indicator_elements.indicator, expected_units.org_unit_id, expected_units.period_id

),

summed as (

    select
        parts.indicator,
        parts.period_id,
        sum(parts.weight * parts.numerator) as numerator,
        sum(parts.weight * parts.denominator) as denominator,
        count(*) as reported_units,
        bool_and(parts.weight = 1) as is_exact,
        sum(if(parts.weight < 1, parts.weight * parts.numerator, 0)) as estimated_numerator,
        if(
            any_value(parts.is_ratio),
            any_value(parts.factor)
            * sum(parts.weight * parts.numerator)
            / sum(parts.weight * parts.denominator),
            sum(parts.weight * parts.numerator)
        ) as value
    from parts
    where parts.numerator is not null and (not parts.is_ratio or parts.denominator > 0)
    group by parts.indicator, parts.period_id

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
