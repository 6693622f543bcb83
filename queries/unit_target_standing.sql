-- Every unit that should report, with its value (flows from 1 January), its value at the end of the year
-- before, and the next target that holds for it: its own, else the province's, else the national one.
-- params: scope, province_ids, province_code, period_id, base_period_id, indicator
-- grain:  one row per expected unit, by name
with

period as (

    select
        periods.period_id,
        periods.period_end,
        periods.year
    from periods
    where periods.period_id = $period_id

),

expected_units as (

    select
        reporting_units.org_unit_id,
        org_unit_names.name
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

kinds as (

    select data_elements.kind = 'flow' as is_flow
    from indicators
    inner join data_elements on indicators.numerator = data_elements.data_element
    where indicators.indicator = $indicator

),

figures as (

    select
        unit_figures_to_date.org_unit_id,
        unit_figures_to_date.period_id,
        unit_figures_to_date.value,
        unit_figures_to_date.numerator,
        unit_figures_to_date.denominator,
        unit_figures_to_date.cell,
        unit_figures_to_date.submission_id
    from unit_figures_to_date
    where
        unit_figures_to_date.indicator = $indicator
        and unit_figures_to_date.period_id in ($period_id, $base_period_id)

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

final as (

    select
        expected_units.org_unit_id,
        expected_units.name,
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
        if(kinds.is_flow, 0, base.value) as base_value,
        next_targets.target.value as target_value,
        next_targets.target.year as target_year,
        next_targets.target.scope as target_scope,
        next_targets.target.legal_act,
        now.cell,
        submissions.file_name
    from expected_units
    cross join kinds
    left join figures as now
        on expected_units.org_unit_id = now.org_unit_id and now.period_id = $period_id
    left join figures as base
        on expected_units.org_unit_id = base.org_unit_id and base.period_id = $base_period_id
    left join next_targets on expected_units.org_unit_id = next_targets.org_unit_id
    left join not_applicable_figures as not_applicable
        on
            expected_units.org_unit_id = not_applicable.org_unit_id
            and not_applicable.period_id = $period_id
            and not_applicable.indicator = $indicator
    left join submissions on now.submission_id = submissions.submission_id
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
