-- The files that held a report of one unit, withdrawn and replaced ones too, and where that report stands.
-- params: scope, org_unit_id
-- grain:  one row per file, newest period first
with

final as (

    select
        unit_reports.period_id,
        periods.period_end,
        submissions.submission_id,
        submissions.receipt_code,
        submissions.file_name,
        submissions.submitted_at,
        submissions.submitted_by,
        submissions.is_synthetic,
        unit_reports.state as report_state,
        coalesce(workflow_states.state, 'not_started') as state,
        withdrawals.reason as withdrawal_reason,
        count(observations.data_element) as value_count
    from unit_reports
    inner join submissions on unit_reports.submission_id = submissions.submission_id
    inner join periods on unit_reports.period_id = periods.period_id
    left join withdrawals on unit_reports.submission_id = withdrawals.submission_id
    left join workflow_states
        on
            unit_reports.org_unit_id = workflow_states.org_unit_id
            and unit_reports.period_id = workflow_states.period_id
    left join observations
        on
            unit_reports.submission_id = observations.submission_id
            and unit_reports.org_unit_id = observations.org_unit_id
    where
        unit_reports.org_unit_id = $org_unit_id
        and ($scope is null or list_contains($scope, unit_reports.org_unit_id))
    group by all

)

select
    period_id,
    receipt_code,
    file_name,
    submitted_at,
    submitted_by,
    is_synthetic,
    report_state,
    state,
    withdrawal_reason,
    value_count
from final
order by period_end desc, period_id desc, submitted_at desc, submission_id asc
