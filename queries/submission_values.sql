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

final as (

    select
        observations.org_unit_id,
        org_units.name,
        observations.data_element,
        observations.value,
        observations.original,
        observations.cell,
        case
            when withdrawals.submission_id is not null then 'withdrawn'
            when current_observations.submission_id is null then 'superseded'
            else 'current'
        end as standing
    from observations
    inner join chosen on observations.submission_id = chosen.submission_id
    inner join org_units on observations.org_unit_id = org_units.org_unit_id
    left join withdrawals on observations.submission_id = withdrawals.submission_id
    left join current_observations
        on
            observations.submission_id = current_observations.submission_id
            and observations.org_unit_id = current_observations.org_unit_id
            and observations.data_element = current_observations.data_element
    where $scope is null or list_contains($scope, observations.org_unit_id)

)

select
    org_unit_id,
    name,
    data_element,
    value,
    original,
    cell,
    standing
from final
order by org_unit_id, data_element
