-- What one submission stored, cell by cell, and what became of each value.
-- params: scope, receipt_code
-- grain:  one row per value
with

chosen as (

    select
        submissions.submission_id,
        submissions.period_id
    from submissions
    where submissions.receipt_code = $receipt_code

),

replacements as (

    select
        supersessions.org_unit_id,
        supersessions.data_element,
        arg_min(submissions.receipt_code, submission_positions.position) as receipt_code
    from supersessions
    inner join chosen on supersessions.submission_id = chosen.submission_id
    inner join submissions on supersessions.superseded_by = submissions.submission_id
    inner join submission_positions on supersessions.superseded_by = submission_positions.submission_id
    anti join withdrawals on supersessions.superseded_by = withdrawals.submission_id
    where supersessions.data_element is not null
    group by supersessions.org_unit_id, supersessions.data_element

),

standing_values as (

    select
        current_observations.submission_id,
        current_observations.org_unit_id,
        current_observations.data_element
    from current_observations
    inner join chosen
        on
            current_observations.submission_id = chosen.submission_id
            and current_observations.period_id = chosen.period_id

),

final as (

    select
        observations.org_unit_id,
        org_units.name,
        chosen.period_id,
        observations.data_element,
        data_elements.position,
        observations.value,
        observations.original,
        observations.cell,
        case
            when withdrawals.submission_id is not null then 'withdrawn'
            when standing_values.submission_id is null then 'superseded'
            else 'current'
        end as standing,
        replacements.receipt_code as superseded_by_receipt
    from observations
    inner join chosen
        on observations.submission_id = chosen.submission_id and observations.period_id = chosen.period_id
    inner join org_units on observations.org_unit_id = org_units.org_unit_id
    left join data_elements on observations.data_element = data_elements.data_element
    left join withdrawals on observations.submission_id = withdrawals.submission_id
    left join standing_values
        on
            observations.submission_id = standing_values.submission_id
            and observations.org_unit_id = standing_values.org_unit_id
            and observations.data_element = standing_values.data_element
    left join replacements
        on
            observations.org_unit_id = replacements.org_unit_id
            and observations.data_element = replacements.data_element
    where $scope is null or list_contains($scope, observations.org_unit_id)

)

select
    period_id,
    org_unit_id,
    name,
    data_element,
    value,
    original,
    cell,
    standing,
    superseded_by_receipt
from final
order by name collate vi, org_unit_id, position, data_element
