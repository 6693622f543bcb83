-- Every indicator in every expected unit: now, in the period before and in the same period last year.
-- params: scope, province_ids, period_id, previous_period_id, earlier_period_id
-- grain:  one row per expected unit and indicator, units by name, indicators in display order
with

period as (

    select
        periods.period_id,
        periods.period_end
    from periods
    where periods.period_id = $period_id

),

expected_units as (

    select
        reporting_units.org_unit_id,
        org_unit_names.name,
        reporting_units.short_name,
        reporting_units.type,
        reporting_units.province_id
    from units_of_period as reporting_units
    inner join period on reporting_units.period_id = period.period_id
    inner join org_unit_names
        on
            reporting_units.org_unit_id = org_unit_names.org_unit_id
            and period.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or period.period_end < org_unit_names.valid_before)
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

parts as (

    select
        indicator_parts.indicator,
        indicator_parts.org_unit_id,
        indicator_parts.period_id,
        indicator_parts.numerator,
        indicator_parts.denominator,
        if(
            indicator_parts.is_ratio,
            indicator_parts.factor * indicator_parts.numerator / indicator_parts.denominator,
            indicator_parts.numerator
        ) as value
    from indicator_parts
    where indicator_parts.period_id in ($period_id, $previous_period_id, $earlier_period_id)

),

populations as (

    select
        current_observations.org_unit_id,
        current_observations.value as population
    from current_observations
    where
        current_observations.data_element = 'population' and current_observations.period_id = $period_id

),

final as (

    select
        expected_units.org_unit_id,
        expected_units.name,
        expected_units.short_name,
        expected_units.type,
        expected_units.province_id,
        populations.population,
        indicators.indicator,
        indicators.position,
        case
            when now.value is not null then 'reported'
            when unit_states.state = 'not_established' then 'not_established'
            when unit_states.state is null then 'not_reported'
            when not_applicable.org_unit_id is not null then 'not_applicable'
            else 'no_figure'
        end as state,
        now.value,
        now.numerator,
        now.denominator,
        previous.value as previous_value,
        earlier.value as earlier_value
    from expected_units
    cross join indicators
    left join parts as now
        on
            expected_units.org_unit_id = now.org_unit_id
            and indicators.indicator = now.indicator
            and now.period_id = $period_id
    left join parts as previous
        on
            expected_units.org_unit_id = previous.org_unit_id
            and indicators.indicator = previous.indicator
            and previous.period_id = $previous_period_id
    left join parts as earlier
        on
            expected_units.org_unit_id = earlier.org_unit_id
            and indicators.indicator = earlier.indicator
            and earlier.period_id = $earlier_period_id
    left join populations on expected_units.org_unit_id = populations.org_unit_id
    left join current_unit_reports as unit_states
        on expected_units.org_unit_id = unit_states.org_unit_id and unit_states.period_id = $period_id
    left join not_applicable_figures as not_applicable
        on
            expected_units.org_unit_id = not_applicable.org_unit_id
            and indicators.indicator = not_applicable.indicator
            and not_applicable.period_id = $period_id

)

select
    org_unit_id,
    name,
    short_name,
    type,
    province_id,
    population,
    indicator,
    state,
    value,
    numerator,
    denominator,
    previous_value,
    earlier_value
from final
order by name collate vi, org_unit_id, position
