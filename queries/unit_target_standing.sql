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

-- The periods whose values are asked for: a flow is made up of all since 1 January, and had nothing before;
-- other values are those of the last period, and of the end of the year before.
spans as (

    select
        periods_so_far.part_id,
        periods_so_far.period_id = $period_id as is_now,
        periods_so_far.part_id = $period_id as is_last,
        periods_so_far.part_id = $base_period_id and not asked.is_flow as is_base,
        if(asked.is_flow and not periods_so_far.is_cumulative, periods_so_far.quarter, 1) as expected_parts,
        asked.is_ratio
    from periods_so_far
    cross join asked
    where
        periods_so_far.period_id in ($period_id, $base_period_id)
        and periods_so_far.period_id = if(asked.is_flow, $period_id, periods_so_far.part_id)

),

-- The units' values first, put together then: a choice made by joining goes through no grouping.
parts as (

    select
        current_observations.org_unit_id,
        current_observations.period_id,
        max(if(indicator_elements.is_numerator, current_observations.value, null)) as numerator,
        max(if(indicator_elements.is_numerator, null, current_observations.value)) as denominator,
        any_value(if(indicator_elements.is_numerator, current_observations.submission_id, null))
            as submission_id,
        any_value(if(indicator_elements.is_numerator, current_observations.cell, null)) as cell,
        bool_or(current_observations.value is null) as is_not_applicable
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    inner join expected_units on current_observations.org_unit_id = expected_units.org_unit_id
    where
        indicator_elements.indicator = $indicator
        and current_observations.period_id in (select spans.part_id from spans)
    group by current_observations.org_unit_id, current_observations.period_id

),

answers as (

    select
        parts.org_unit_id,
        parts.numerator,
        parts.denominator,
        parts.submission_id,
        parts.cell,
        parts.is_not_applicable,
        parts.numerator is not null and (not spans.is_ratio or parts.denominator > 0) as is_known,
        spans.is_now,
        spans.is_last,
        spans.is_base,
        spans.expected_parts
    from parts
    inner join spans on parts.period_id = spans.part_id

),

-- One row for each unit, with its value now and the one at the end of the year before side by side.
figures as (

    select
        org_unit_id,
        count(*) filter (where is_now and is_known) = any_value(if(is_now, expected_parts, null)) as is_known,
        sum(if(is_now and is_known, numerator, null)) as numerator,
        max(if(is_last and is_known, denominator, null)) as denominator,
        max(if(is_base and is_known, numerator, null)) as base_numerator,
        max(if(is_base and is_known, denominator, null)) as base_denominator,
        bool_or(is_last and is_not_applicable) as is_not_applicable,
        any_value(if(is_last, submission_id, null)) as submission_id,
        any_value(if(is_last, cell, null)) as cell
    from answers
    group by org_unit_id

),

valued as (

    select
        figures.org_unit_id,
        figures.is_known,
        figures.is_not_applicable,
        if(figures.is_known, figures.numerator, null) as numerator,
        if(figures.is_known, figures.denominator, null) as denominator,
        if(
            asked.is_ratio,
            asked.factor * figures.base_numerator / figures.base_denominator,
            figures.base_numerator
        ) as base_value,
        if(figures.is_known, figures.cell, null) as cell,
        if(figures.is_known, figures.submission_id, null) as submission_id
    from figures
    cross join asked

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
            when valued.is_known then 'reported'
            when unit_states.state = 'not_established' then 'not_established'
            when unit_states.state is null then 'not_reported'
            when valued.is_not_applicable then 'not_applicable'
            else 'no_figure'
        end as state,
        if(asked.is_ratio, asked.factor * valued.numerator / valued.denominator, valued.numerator) as value,
        valued.numerator,
        valued.denominator,
        if(asked.is_flow, 0, valued.base_value) as base_value,
        if(
            own_targets.target is null or own_targets.target.year > common_target.target.year,
            common_target.target,
            own_targets.target
        ) as next_target,
        valued.cell,
        submissions.file_name
    from expected_units
    cross join asked
    cross join common_target
    left join renamed_units on expected_units.org_unit_id = renamed_units.org_unit_id
    left join valued on expected_units.org_unit_id = valued.org_unit_id
    left join next_targets as own_targets on expected_units.org_unit_id = own_targets.scope
    left join submissions on valued.submission_id = submissions.submission_id
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
