-- Where the report of every unit stands in every period that any unit of the province reported.
-- A deadline before the store's first file cannot be judged: reports of that time were loaded afterwards.
-- params: scope, province_ids
-- grain:  one row per period and expected unit, oldest period first
with

expected_units as (

    select
        reporting_units.org_unit_id,
        reporting_units.province_id,
        reporting_units.period_id
    from units_of_period as reporting_units
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

reported_periods as (

    select distinct current_unit_reports.period_id
    from current_unit_reports
    semi join expected_units on current_unit_reports.org_unit_id = expected_units.org_unit_id

),

store_begin as (

    select cast(min(submissions.submitted_at) + interval 7 hour as date) as first_date
    from submissions

),

final as (

    select
        periods.period_id,
        periods.period_end,
        periods.is_cumulative,
        expected_units.org_unit_id,
        org_unit_names.name,
        coalesce(workflow_states.state, 'not_started') as state,
        current_unit_reports.state as report_state,
        first_arrivals.arrived_date,
        coalesce(of_unit.due_date, of_province.due_date, default_deadlines.due_date) as due_date,
        coalesce(of_unit.due_date, of_province.due_date, default_deadlines.due_date)
        >= store_begin.first_date as is_judged
    from expected_units
    cross join reported_periods
    cross join store_begin
    inner join periods
        on reported_periods.period_id = periods.period_id and expected_units.period_id = periods.period_id
    inner join org_unit_names
        on
            expected_units.org_unit_id = org_unit_names.org_unit_id
            and periods.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or periods.period_end < org_unit_names.valid_before)
    left join default_deadlines on periods.period_id = default_deadlines.period_id
    left join set_deadlines as of_unit
        on expected_units.org_unit_id = of_unit.org_unit_id and periods.period_id = of_unit.period_id
    left join set_deadlines as of_province
        on
            expected_units.province_id = of_province.org_unit_id
            and periods.period_id = of_province.period_id
    left join workflow_states
        on
            expected_units.org_unit_id = workflow_states.org_unit_id
            and periods.period_id = workflow_states.period_id
    left join current_unit_reports
        on
            expected_units.org_unit_id = current_unit_reports.org_unit_id
            and periods.period_id = current_unit_reports.period_id
    left join first_arrivals
        on
            expected_units.org_unit_id = first_arrivals.org_unit_id
            and periods.period_id = first_arrivals.period_id

)

select
    period_id,
    period_end,
    is_cumulative,
    org_unit_id,
    name,
    state,
    report_state,
    arrived_date,
    due_date,
    is_judged
from final
order by period_end, is_cumulative, period_id, name collate vi, org_unit_id
