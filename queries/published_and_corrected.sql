-- Figures that were published and differ from the ones that count now, side by side.
-- Published is what counted when the unit's report was first approved, or else what was reported first.
-- params: scope, province_ids, period_id
-- grain:  one row per unit and data element with a correction
with

stored as (

    select
        observations.submission_id,
        observations.org_unit_id,
        observations.data_element,
        observations.value,
        observations.cell,
        submission_positions.position,
        withdrawal_positions.position as withdrawn_position
    from observations
    inner join org_units on observations.org_unit_id = org_units.org_unit_id
    inner join submission_positions on observations.submission_id = submission_positions.submission_id
    left join withdrawal_positions on observations.submission_id = withdrawal_positions.submission_id
    where
        observations.period_id = $period_id
        and list_contains($province_ids, org_units.province_id)
        and ($scope is null or list_contains($scope, observations.org_unit_id))

),

first_approvals as (

    select
        workflow_events.org_unit_id,
        min(workflow_events.position) as position
    from workflow_events
    where workflow_events.period_id = $period_id and workflow_events.to_state = 'approved'
    group by workflow_events.org_unit_id

),

first_reports as (

    select
        stored.org_unit_id,
        stored.data_element,
        min(stored.position) as position
    from stored
    where stored.withdrawn_position is null
    group by stored.org_unit_id, stored.data_element

),

-- Until which ledger line a value had been published, and on what ground.
published_until as (

    select
        first_reports.org_unit_id,
        first_reports.data_element,
        coalesce(first_approvals.position, first_reports.position) as position,
        if(first_approvals.position is null, 'first_reported', 'approved') as basis
    from first_reports
    left join first_approvals on first_reports.org_unit_id = first_approvals.org_unit_id

),

replaced as (

    select distinct
        supersessions.submission_id,
        supersessions.org_unit_id,
        supersessions.data_element
    from supersessions
    inner join published_until
        on
            supersessions.org_unit_id = published_until.org_unit_id
            and supersessions.data_element = published_until.data_element
    inner join submission_positions on supersessions.superseded_by = submission_positions.submission_id
    left join withdrawal_positions on supersessions.superseded_by = withdrawal_positions.submission_id
    where
        submission_positions.position <= published_until.position
        and (
            withdrawal_positions.position is null
            or withdrawal_positions.position > published_until.position
        )

),

published as (

    select
        stored.org_unit_id,
        stored.data_element,
        any_value(published_until.basis) as basis,
        arg_max(
            struct_pack(value := stored.value, cell := stored.cell, submission_id := stored.submission_id),
            stored.position
        ) as figure
    from stored
    inner join published_until
        on
            stored.org_unit_id = published_until.org_unit_id
            and stored.data_element = published_until.data_element
    anti join replaced
        on
            stored.submission_id = replaced.submission_id
            and stored.org_unit_id = replaced.org_unit_id
            and stored.data_element = replaced.data_element
    where
        stored.position <= published_until.position
        and (stored.withdrawn_position is null or stored.withdrawn_position > published_until.position)
    group by stored.org_unit_id, stored.data_element

),

final as (

    select
        org_units.org_unit_id,
        org_units.name,
        published.data_element,
        published.basis,
        published.figure.value as published_value,
        before_submissions.receipt_code as published_receipt,
        published.figure.cell as published_cell,
        before_submissions.submitted_at as published_at,
        now.value as current_value,
        now_submissions.receipt_code as current_receipt,
        now.cell as current_cell,
        now_submissions.submitted_at as corrected_at,
        now_submissions.submitted_by as corrected_by
    from published
    inner join org_units on published.org_unit_id = org_units.org_unit_id
    inner join submissions as before_submissions
        on published.figure.submission_id = before_submissions.submission_id
    left join current_observations as now
        on
            published.org_unit_id = now.org_unit_id
            and published.data_element = now.data_element
            and now.period_id = $period_id
    left join submissions as now_submissions on now.submission_id = now_submissions.submission_id
    where now.value is distinct from published.figure.value

)

select
    org_unit_id,
    name,
    data_element,
    basis,
    published_value,
    published_receipt,
    published_cell,
    published_at,
    current_value,
    current_receipt,
    current_cell,
    corrected_at,
    corrected_by
from final
order by name, org_unit_id, data_element
