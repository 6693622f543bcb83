-- Every unit that should report, with its value (flows from 1 January), its value at the end of the year
-- before, and the next target that holds for it: its own, else the province's, else the national one.
-- params: scope, province_ids, province_code, period_id, base_period_id, indicator
-- grain:  one row per expected unit, by name
with

asked as (

    select
        periods.period_end,
        periods.year,
        data_elements.kind = 'flow' as is_flow,
        indicators.denominator is not null as is_ratio,
        indicators.factor
    from periods
    cross join indicators
    inner join data_elements on indicators.numerator = data_elements.data_element
    where periods.period_id = $period_id and indicators.indicator = $indicator

),

expected_units as (

    select
        units_of_period.org_unit_id,
        units_of_period.name
    from units_of_period
    where
        units_of_period.period_id = $period_id
        and list_contains($province_ids, units_of_period.province_id)
        and ($scope is null or list_contains($scope, units_of_period.org_unit_id))

),

renamed_units as (

    select
        org_unit_events.org_unit_id,
        arg_max(org_unit_events.name_after, org_unit_events.event_date) as name
    from org_unit_events
    inner join asked on org_unit_events.event_date <= asked.period_end
    group by org_unit_events.org_unit_id

),

-- Both periods are made up of these; a flow of all, other values of the last alone.
spans as (

    select
        periods_so_far.period_id,
        periods_so_far.part_id,
        periods_so_far.part_id = periods_so_far.period_id as is_last,
        if(asked.is_flow and not periods_so_far.is_cumulative, periods_so_far.quarter, 1) as expected_parts,
        asked.is_ratio
    from periods_so_far
    cross join asked
    where
        periods_so_far.period_id in ($period_id, $base_period_id)
        and (asked.is_flow or periods_so_far.part_id = periods_so_far.period_id)

),

-- The units' values first, put together then: a choice made by joining goes through no grouping.
parts as (

    select
        current_observations.org_unit_id,
        current_observations.period_id,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator,
        any_value(current_observations.submission_id) filter (where indicator_elements.is_numerator)
            as submission_id,
        any_value(current_observations.cell) filter (where indicator_elements.is_numerator) as cell,
        bool_or(current_observations.value is null) as is_not_applicable
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    inner join expected_units on current_observations.org_unit_id = expected_units.org_unit_id
    where
        indicator_elements.indicator = $indicator
        and current_observations.period_id in (select spans.part_id from spans)
    group by current_observations.org_unit_id, current_observations.period_id

),

figures as (

    select
        parts.org_unit_id,
        spans.period_id,
        sum(parts.numerator) as numerator,
        max(parts.denominator) filter (where spans.is_last) as denominator
    from parts
    inner join spans on parts.period_id = spans.part_id
    where parts.numerator is not null and (not spans.is_ratio or parts.denominator > 0)
    group by parts.org_unit_id, spans.period_id
    having count(*) = any_value(spans.expected_parts)

),

-- Of each scope the next target: what comes in within a year is held against the target of that very year.
next_targets as (

    select
        targets_in_force.scope,
        arg_min(
            struct_pack(
                value := targets_in_force.value,
                year := targets_in_force.year,
                scope := targets_in_force.scope,
                legal_act := targets_in_force.legal_act
            ),
            targets_in_force.year
        ) as target
    from targets_in_force
    inner join asked
        on
            targets_in_force.year >= asked.year
            and (not asked.is_flow or targets_in_force.year = asked.year)
    where targets_in_force.indicator = $indicator
    group by targets_in_force.scope

),

common_target as (

    select arg_min(next_targets.target, (next_targets.target.year, next_targets.scope = 'VN')) as target
    from next_targets
    where next_targets.scope in ('VN', $province_code)

),

final as (

    select
        expected_units.org_unit_id,
        coalesce(renamed_units.name, expected_units.name) as name,
        case
            when now.numerator is not null then 'reported'
            when unit_states.state = 'not_established' then 'not_established'
            when unit_states.state is null then 'not_reported'
            when answers.is_not_applicable then 'not_applicable'
            else 'no_figure'
        end as state,
        if(asked.is_ratio, asked.factor * now.numerator / now.denominator, now.numerator) as value,
        now.numerator,
        now.denominator,
        case
            when asked.is_flow then 0
            when asked.is_ratio then asked.factor * base.numerator / base.denominator
            else base.numerator
        end as base_value,
        if(
            own_targets.target is null or own_targets.target.year > common_target.target.year,
            common_target.target,
            own_targets.target
        ) as next_target,
        if(now.numerator is null, null, answers.cell) as cell,
        if(now.numerator is null, null, submissions.file_name) as file_name
    from expected_units
    cross join asked
    cross join common_target
    left join renamed_units on expected_units.org_unit_id = renamed_units.org_unit_id
    left join parts as answers
        on expected_units.org_unit_id = answers.org_unit_id and answers.period_id = $period_id
    left join figures as now
        on expected_units.org_unit_id = now.org_unit_id and now.period_id = $period_id
    left join figures as base
        on expected_units.org_unit_id = base.org_unit_id and base.period_id = $base_period_id
    left join next_targets as own_targets on expected_units.org_unit_id = own_targets.scope
    left join submissions on answers.submission_id = submissions.submission_id
    left join current_unit_reports as unit_states
        on expected_units.org_unit_id = unit_states.org_unit_id and unit_states.period_id = $period_id

)

select
    org_unit_id,
    name,
    state,
    value,
    numerator,
    denominator,
    base_value,
    struct_extract(next_target, 'value') as target_value,
    struct_extract(next_target, 'year') as target_year,
    struct_extract(next_target, 'scope') as target_scope,
    struct_extract(next_target, 'legal_act') as legal_act,
    cell,
    file_name
from final
order by name collate vi, org_unit_id
