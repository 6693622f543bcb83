-- The counts of chosen data elements that count now, of every period: what small ones are hidden by.
-- params: scope, province_ids, data_elements
-- grain:  one row per unit, period and data element with a count above zero
with

final as (

    select
        current_observations.org_unit_id,
        reporting_units.province_id,
        current_observations.period_id,
        current_observations.data_element,
        current_observations.value
    from current_observations
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    where
        current_observations.value > 0
        and list_contains($data_elements, current_observations.data_element)
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))

)

select
    org_unit_id,
    province_id,
    period_id,
    data_element,
    value
from final
order by org_unit_id, period_id, data_element
