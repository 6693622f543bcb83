-- Where each unit's report stands: state, deadline, arrival, days late (up to today where nothing arrived).
-- A deadline before the store's first file cannot be judged: reports of that time were loaded afterwards.
-- params: scope, province_ids, period_id, today
-- grain:  one row per expected unit, the latest first
with

period as (

    select
        periods.period_id,
        periods.period_end
    from periods
    where periods.period_id = $period_id

),

store_begin as (

    select cast(min(submissions.submitted_at) + interval 7 hour as date) as first_date
    from submissions

),

province_states as (

    select
        workflow_states.org_unit_id,
        workflow_states.state
    from workflow_states
    where workflow_states.period_id = $period_id

),

expected_units as (

    select
        reporting_units.org_unit_id,
        org_unit_names.name,
        reporting_units.province_id,
        coalesce(of_unit.due_date, of_province.due_date, default_deadlines.due_date) as due_date,
        of_unit.reason as exception_reason
    from units_of_period as reporting_units
    inner join period on reporting_units.period_id = period.period_id
    inner join org_unit_names
        on
            reporting_units.org_unit_id = org_unit_names.org_unit_id
            and period.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or period.period_end < org_unit_names.valid_before)
    left join default_deadlines on period.period_id = default_deadlines.period_id
    left join set_deadlines as of_unit
        on reporting_units.org_unit_id = of_unit.org_unit_id and period.period_id = of_unit.period_id
    left join set_deadlines as of_province
        on reporting_units.province_id = of_province.org_unit_id and period.period_id = of_province.period_id
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

final as (

    select
        expected_units.org_unit_id,
        expected_units.name,
        coalesce(workflow_states.state, 'not_started') as state,
        coalesce(workflow_states.state = 'locked' or province_states.state = 'locked', false) as is_locked,
        coalesce(province_states.state, 'not_started') as province_state,
        workflow_states.reason,
        workflow_states.changed_at,
        workflow_states.changed_by,
        current_unit_reports.state = 'not_established' as is_not_established,
        first_arrivals.arrived_at,
        expected_units.due_date,
        expected_units.exception_reason,
        if(
            workflow_states.state = 'excused',
            0,
            greatest(
                0,
                date_diff(
                    'day',
                    expected_units.due_date,
                    coalesce(first_arrivals.arrived_date, cast($today as date))
                )
            )
        ) as days_late,
        coalesce(expected_units.due_date >= store_begin.first_date, true) as is_judged
    from expected_units
    cross join store_begin
    left join workflow_states
        on
            expected_units.org_unit_id = workflow_states.org_unit_id
            and workflow_states.period_id = $period_id
    left join province_states on expected_units.province_id = province_states.org_unit_id
    left join first_arrivals
        on
            expected_units.org_unit_id = first_arrivals.org_unit_id
            and first_arrivals.period_id = $period_id
    left join current_unit_reports
        on
            expected_units.org_unit_id = current_unit_reports.org_unit_id
            and current_unit_reports.period_id = $period_id

)

select
    org_unit_id,
    name,
    state,
    is_locked,
    province_state,
    reason,
    changed_at,
    changed_by,
    is_not_established,
    arrived_at,
    due_date,
    exception_reason,
    days_late,
    is_judged
from final
order by days_late desc, name collate vi asc, org_unit_id asc
