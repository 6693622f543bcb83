-- Every value that the units of a province gave for a period.
-- params: scope, province_ids, period_id
-- grain:  one row per unit and data element
with

final as (

    select
        current_observations.org_unit_id,
        current_observations.data_element,
        current_observations.value,
        data_elements.position
    from current_observations
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    inner join data_elements on current_observations.data_element = data_elements.data_element
    where
        current_observations.period_id = $period_id
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))

)

select
    org_unit_id,
    data_element,
    value
from final
order by org_unit_id, position
