-- Every value that counts now in some provinces, with the report it came in.
-- params: scope, province_ids
-- grain:  one row per unit, period and data element
with

final as (

    select
        current_observations.org_unit_id,
        org_unit_names.name,
        reporting_units.province_id,
        current_observations.period_id,
        periods.period_end,
        current_observations.data_element,
        data_elements.position,
        data_elements.unit,
        current_observations.value,
        if(current_observations.value is null, 'not_applicable', 'reported') as state,
        submissions.is_synthetic,
        submissions.receipt_code,
        current_observations.cell
    from current_observations
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    inner join data_elements on current_observations.data_element = data_elements.data_element
    inner join periods on current_observations.period_id = periods.period_id
    inner join submissions on current_observations.submission_id = submissions.submission_id
    inner join org_unit_names
        on
            current_observations.org_unit_id = org_unit_names.org_unit_id
            and periods.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or periods.period_end < org_unit_names.valid_before)
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))

)

select
    org_unit_id,
    name,
    province_id,
    period_id,
    data_element,
    unit,
    value,
    state,
    is_synthetic,
    receipt_code,
    cell
from final
order by org_unit_id, period_end, period_id, position
