-- Every unit that should report, with its value (flows from 1 January), its value at the end of the year
-- before, and the next target that holds for it: its own, else the province's, else the national one.
-- params: scope, province_ids, province_code, period_id, base_period_id, indicator
-- grain:  one row per expected unit, by name
with

period as (

    select
        periods.period_id,
        periods.period_end,
        periods.year,
        quarter(periods.period_end) as quarter,
        periods.is_cumulative,
        periods.vintage
    from periods
    where periods.period_id = $period_id

),

expected_units as (

    select
        reporting_units.org_unit_id,
        org_unit_names.name
    from reporting_units
    inner join period on reporting_units.vintage = period.vintage
    inner join org_unit_names
        on
            reporting_units.org_unit_id = org_unit_names.org_unit_id
            and period.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or period.period_end < org_unit_names.valid_before)
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

counted as (

    select
        indicator_parts.org_unit_id,
        periods.year,
        indicator_parts.period_id,
        indicator_parts.numerator,
        indicator_parts.denominator,
        indicator_parts.is_ratio,
        indicator_parts.factor,
        indicator_parts.submission_id,
        indicator_parts.cell
    from indicator_parts
    inner join expected_units on indicator_parts.org_unit_id = expected_units.org_unit_id
    inner join periods on indicator_parts.period_id = periods.period_id
    cross join period
    where
        indicator_parts.indicator = $indicator
        and periods.year = period.year
        and periods.period_end <= period.period_end
        and periods.is_cumulative = period.is_cumulative

),

kinds as (

    select data_elements.kind = 'flow' as is_flow
    from indicators
    inner join data_elements on indicators.numerator = data_elements.data_element
    where indicators.indicator = $indicator

),

to_date as (

    select
        counted.org_unit_id,
        if(
            any_value(kinds.is_flow) and not any_value(period.is_cumulative),
            sum(counted.numerator),
            max(counted.numerator) filter (where counted.period_id = period.period_id)
        ) as numerator,
        max(counted.denominator) filter (where counted.period_id = period.period_id) as denominator,
        any_value(counted.is_ratio) as is_ratio,
        any_value(counted.factor) as factor,
        max(counted.cell) filter (where counted.period_id = period.period_id) as cell,
        max(counted.submission_id) filter (where counted.period_id = period.period_id) as submission_id,
        -- A flow is known from 1 January on only if every quarter so far was reported.
        bool_or(counted.period_id = period.period_id)
        and (
            not any_value(kinds.is_flow)
            or any_value(period.is_cumulative)
            or count(*) = any_value(period.quarter)
        ) as is_known
    from counted
    cross join period
    cross join kinds
    group by counted.org_unit_id

),

base as (

    select
        indicator_parts.org_unit_id,
        if(
            indicator_parts.is_ratio,
            indicator_parts.factor * indicator_parts.numerator / indicator_parts.denominator,
            indicator_parts.numerator
        ) as value
    from indicator_parts
    cross join kinds
    where
        indicator_parts.indicator = $indicator
        and indicator_parts.period_id = $base_period_id
        and not kinds.is_flow

),

next_targets as (

    select
        expected_units.org_unit_id,
        arg_min(
            struct_pack(
                value := targets_in_force.value,
                year := targets_in_force.year,
                scope := targets_in_force.scope,
                legal_act := targets_in_force.legal_act
            ),
            (
                targets_in_force.year,
                case targets_in_force.scope
                    when expected_units.org_unit_id then 0
                    when $province_code then 1
                    else 2
                end
            )
        ) as target
    from expected_units
    cross join period
    inner join targets_in_force
        on
            targets_in_force.scope in ('VN', $province_code, expected_units.org_unit_id)
            and period.year <= targets_in_force.year
    cross join kinds
    where
        targets_in_force.indicator = $indicator
        -- What comes in within a year is held against the target of that very year.
        and (not kinds.is_flow or period.year = targets_in_force.year)
    group by expected_units.org_unit_id

),

not_applicable as (

    select distinct current_observations.org_unit_id
    from current_observations
    inner join indicators
        on
            current_observations.data_element = indicators.numerator
            or current_observations.data_element = indicators.denominator
    where
        indicators.indicator = $indicator
        and current_observations.period_id = $period_id
        and current_observations.value is null

),

final as (

    select
        expected_units.org_unit_id,
        expected_units.name,
        case
            when to_date.is_known then 'reported'
            when unit_states.state = 'not_established' then 'not_established'
            when unit_states.state is null then 'not_reported'
            when not_applicable.org_unit_id is not null then 'not_applicable'
            else 'no_figure'
        end as state,
        if(
            to_date.is_known,
            if(
                to_date.is_ratio,
                to_date.factor * to_date.numerator / to_date.denominator,
                to_date.numerator
            ),
            null
        ) as value,
        if(to_date.is_known, to_date.numerator, null) as numerator,
        if(to_date.is_known, to_date.denominator, null) as denominator,
        if(kinds.is_flow, 0, base.value) as base_value,
        next_targets.target.value as target_value,
        next_targets.target.year as target_year,
        next_targets.target.scope as target_scope,
        next_targets.target.legal_act,
        to_date.cell,
        submissions.file_name
    from expected_units
    cross join kinds
    left join to_date on expected_units.org_unit_id = to_date.org_unit_id
    left join base on expected_units.org_unit_id = base.org_unit_id
    left join next_targets on expected_units.org_unit_id = next_targets.org_unit_id
    left join not_applicable on expected_units.org_unit_id = not_applicable.org_unit_id
    left join submissions on to_date.submission_id = submissions.submission_id
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
    target_value,
    target_year,
    target_scope,
    legal_act,
    cell,
    file_name
from final
order by name collate vi, org_unit_id
