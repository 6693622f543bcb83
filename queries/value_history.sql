-- Every value ever stored for one unit, period and data element: from where, by whom, and what became of it.
-- params: scope, org_unit_id, period_id, data_element
-- grain:  one row per stored value, oldest first
with

stored as (

    select
        observations.submission_id,
        observations.org_unit_id,
        observations.data_element,
        observations.value,
        observations.original,
        observations.cell
    from observations
    where
        observations.org_unit_id = $org_unit_id
        and observations.period_id = $period_id
        and observations.data_element = $data_element
        and ($scope is null or list_contains($scope, observations.org_unit_id))

),

-- Looked at once: each look at a table costs a shared store four questions.
withdrawn as materialized (

    select
        withdrawals.submission_id,
        withdrawals.withdrawn_at,
        withdrawals.withdrawn_by,
        withdrawals.reason
    from withdrawals

),

replacements as (

    select
        supersessions.submission_id,
        arg_min(supersessions.superseded_by, submission_positions.position) as superseded_by
    from supersessions
    inner join stored
        on
            supersessions.submission_id = stored.submission_id
            and supersessions.org_unit_id = stored.org_unit_id
            and supersessions.data_element = stored.data_element
    inner join submission_positions on supersessions.superseded_by = submission_positions.submission_id
    anti join withdrawn on supersessions.superseded_by = withdrawn.submission_id
    group by supersessions.submission_id

),

final as (

    select
        submission_positions.position,
        case
            when withdrawn.submission_id is not null then 'withdrawn'
            when replacements.submission_id is not null then 'superseded'
            else 'current'
        end as standing,
        stored.value,
        stored.original,
        stored.cell,
        submissions.receipt_code,
        submissions.file_name,
        submissions.file_sha256,
        submissions.submitted_at,
        submissions.submitted_by,
        submissions.is_synthetic,
        later.receipt_code as superseded_by_receipt,
        later.submitted_at as superseded_at,
        later.submitted_by as superseded_by_person,
        withdrawn.withdrawn_at,
        withdrawn.withdrawn_by,
        withdrawn.reason as withdrawal_reason
    from stored
    inner join submissions on stored.submission_id = submissions.submission_id
    inner join submission_positions on stored.submission_id = submission_positions.submission_id
    left join withdrawn on stored.submission_id = withdrawn.submission_id
    left join replacements on stored.submission_id = replacements.submission_id
    left join submissions as later on replacements.superseded_by = later.submission_id

)

select
    position,
    standing,
    value,
    original,
    cell,
    receipt_code,
    file_name,
    file_sha256,
    submitted_at,
    submitted_by,
    is_synthetic,
    superseded_by_receipt,
    superseded_at,
    superseded_by_person,
    withdrawn_at,
    withdrawn_by,
    withdrawal_reason
from final
order by position
