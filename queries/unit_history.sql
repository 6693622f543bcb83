-- What the units of a province reported before a period, for the checks that compare with it.
-- Two years back are enough to know what is usual.
-- params: scope, province_id, period_id
-- grain:  one row per unit, data element and earlier period, oldest first
with

earlier_periods as (

    select
        earlier.period_id,
        earlier.period_end
    from periods as earlier
    inner join periods as this_period on earlier.period_end < this_period.period_end
    where
        this_period.period_id = $period_id
        and earlier.vintage = this_period.vintage
        and earlier.year >= this_period.year - 2

),

final as (

    select
        current_observations.org_unit_id,
        current_observations.data_element,
        current_observations.period_id,
        current_observations.value,
        earlier_periods.period_end
    from current_observations
    inner join earlier_periods on current_observations.period_id = earlier_periods.period_id
    inner join org_units on current_observations.org_unit_id = org_units.org_unit_id
    where
        org_units.province_id = $province_id
        and current_observations.value is not null
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))

)

select
    org_unit_id,
    data_element,
    period_id,
    value
from final
order by org_unit_id, data_element, period_end, period_id
