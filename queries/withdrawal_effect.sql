-- What would count if a submission were withdrawn now: the value before it, or none.
-- params: scope, receipt_code
-- grain:  one row per value that would change
with

chosen as (

    select
        submissions.submission_id,
        submissions.period_id
    from submissions
    where submissions.receipt_code = $receipt_code

),

standing_values as (

    select
        current_observations.org_unit_id,
        current_observations.data_element,
        current_observations.value
    from current_observations
    inner join chosen
        on
            current_observations.submission_id = chosen.submission_id
            and current_observations.period_id = chosen.period_id

),

-- Looked at once: each look at a table costs a shared store four questions.
withdrawn as materialized (

    select withdrawals.submission_id
    from withdrawals

),

other_supersessions as (

    select
        supersessions.submission_id,
        supersessions.org_unit_id,
        supersessions.data_element
    from supersessions
    anti join withdrawn on supersessions.superseded_by = withdrawn.submission_id
    anti join chosen on supersessions.superseded_by = chosen.submission_id

),

-- Replaced by this submission, and by no other one that still stands.
returning_values as (

    select
        observations.org_unit_id,
        observations.data_element,
        observations.value,
        submissions.receipt_code
    from supersessions
    inner join chosen on supersessions.superseded_by = chosen.submission_id
    inner join observations
        on
            chosen.period_id = observations.period_id
            and supersessions.submission_id = observations.submission_id
            and supersessions.org_unit_id = observations.org_unit_id
            and supersessions.data_element = observations.data_element
    inner join submissions on observations.submission_id = submissions.submission_id
    anti join withdrawn on observations.submission_id = withdrawn.submission_id
    anti join other_supersessions
        on
            observations.submission_id = other_supersessions.submission_id
            and observations.org_unit_id = other_supersessions.org_unit_id
            and observations.data_element = other_supersessions.data_element

),

final as (

    select
        chosen.period_id,
        org_units.org_unit_id,
        org_units.name,
        coalesce(standing_values.data_element, returning_values.data_element) as data_element,
        standing_values.value as value_now,
        returning_values.value as value_after,
        returning_values.receipt_code as receipt_after
    from standing_values
    full outer join returning_values
        on
            standing_values.org_unit_id = returning_values.org_unit_id
            and standing_values.data_element = returning_values.data_element
    cross join chosen
    inner join org_units
        on coalesce(standing_values.org_unit_id, returning_values.org_unit_id) = org_units.org_unit_id
    where
        ($scope is null or list_contains($scope, org_units.org_unit_id))
        and (
            standing_values.value is distinct from returning_values.value
            or (returning_values.receipt_code is null)
        )

)

select
    period_id,
    org_unit_id,
    name,
    data_element,
    value_now,
    value_after,
    receipt_after
from final
order by name collate vi, org_unit_id, data_element
