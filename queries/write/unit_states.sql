-- Where units stand in a period, and whether figures of them would be left without one submission.
-- params: org_unit_ids, period_id, without_submission_id
-- grain:  one row per given unit that has a state
with

other_reports as (

    select distinct unit_reports.org_unit_id
    from unit_reports
    anti join withdrawals on unit_reports.submission_id = withdrawals.submission_id
    where
        unit_reports.period_id = $period_id
        and unit_reports.submission_id != $without_submission_id
        and list_contains($org_unit_ids, unit_reports.org_unit_id)

)

select
    workflow_states.org_unit_id,
    workflow_states.state,
    workflow_states.has_event,
    other_reports.org_unit_id is not null as has_other_report
from workflow_states
left join other_reports on workflow_states.org_unit_id = other_reports.org_unit_id
where
    workflow_states.period_id = $period_id
    and list_contains($org_unit_ids, workflow_states.org_unit_id)
