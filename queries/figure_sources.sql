-- The cells that an indicator of a province is made of: numerator and denominator of every unit.
-- params: scope, province_ids, period_id, indicator
-- grain:  one row per unit and part
with

parts as (

    select
        'numerator' as part,
        indicators.numerator as data_element
    from indicators
    where indicators.indicator = $indicator
    union all
    select
        'denominator' as part,
        indicators.denominator as data_element
    from indicators
    where indicators.indicator = $indicator and indicators.denominator is not null

),

final as (

    select
        parts.part,
        current_observations.org_unit_id,
        org_units.name,
        current_observations.data_element,
        current_observations.value,
        current_observations.original,
        current_observations.cell,
        submissions.receipt_code,
        submissions.file_name,
        submissions.submitted_at,
        submissions.submitted_by
    from current_observations
    inner join parts on current_observations.data_element = parts.data_element
    inner join org_units on current_observations.org_unit_id = org_units.org_unit_id
    inner join submissions on current_observations.submission_id = submissions.submission_id
    where
        current_observations.period_id = $period_id
        and list_contains($province_ids, org_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))

)

select
    part,
    org_unit_id,
    name,
    data_element,
    value,
    original,
    cell,
    receipt_code,
    file_name,
    submitted_at,
    submitted_by
from final
order by name collate vi asc, org_unit_id asc, part desc
