-- What a submission changed when it came: its values beside what had counted until then.
-- A value that a new "no association yet" made void has no value after.
-- params: scope, receipt_code
-- grain:  one row per value that is new, changed, the same or void since
with

chosen as (

    select
        submissions.submission_id,
        submissions.period_id,
        submission_positions.position
    from submissions
    inner join submission_positions on submissions.submission_id = submission_positions.submission_id
    where submissions.receipt_code = $receipt_code

),

own_values as (

    select
        observations.org_unit_id,
        observations.data_element,
        observations.value,
        observations.cell
    from observations
    inner join chosen on observations.submission_id = chosen.submission_id

),

former_values as (

    select
        observations.org_unit_id,
        observations.data_element,
        arg_max(
            struct_pack(value := observations.value, receipt_code := submissions.receipt_code),
            submission_positions.position
        ) as figure
    from supersessions
    inner join chosen on supersessions.superseded_by = chosen.submission_id
    inner join observations
        on
            supersessions.submission_id = observations.submission_id
            and supersessions.org_unit_id = observations.org_unit_id
            and supersessions.data_element = observations.data_element
    inner join submissions on observations.submission_id = submissions.submission_id
    inner join submission_positions on observations.submission_id = submission_positions.submission_id
    left join withdrawal_positions on observations.submission_id = withdrawal_positions.submission_id
    where withdrawal_positions.position is null or withdrawal_positions.position > chosen.position
    group by observations.org_unit_id, observations.data_element

),

final as (

    select
        chosen.period_id,
        org_units.org_unit_id,
        org_units.name,
        coalesce(own_values.data_element, former_values.data_element) as data_element,
        former_values.figure.value as value_before,
        former_values.figure.receipt_code as receipt_before,
        own_values.value as value_after,
        own_values.cell,
        case
            when own_values.org_unit_id is null then 'void'
            when former_values.org_unit_id is null then 'new'
            when (own_values.value is distinct from former_values.figure.value) then 'changed'
            else 'same'
        end as kind
    from own_values
    full outer join former_values
        on
            own_values.org_unit_id = former_values.org_unit_id
            and own_values.data_element = former_values.data_element
    cross join chosen
    inner join org_units
        on coalesce(own_values.org_unit_id, former_values.org_unit_id) = org_units.org_unit_id
    where $scope is null or list_contains($scope, org_units.org_unit_id)

)

select
    period_id,
    org_unit_id,
    name,
    data_element,
    value_before,
    receipt_before,
    value_after,
    cell,
    kind
from final
order by name collate vi, org_unit_id, data_element
