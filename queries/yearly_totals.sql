-- Every data element of a year: flows summed over its quarters, stocks as of the last quarter with figures.
-- Cumulative reports (six months, nine months, year) are another basis and are left out.
-- params: scope, province_ids, year
-- grain:  one row per data element, in reporting order
with

quarterly as (

    select
        current_observations.data_element,
        current_observations.period_id,
        periods.period_end,
        sum(current_observations.value) as value,
        count(current_observations.value) as reported_units
    from current_observations
    inner join periods on current_observations.period_id = periods.period_id
    inner join org_units on current_observations.org_unit_id = org_units.org_unit_id
    where
        periods.year = $year
        and not periods.is_cumulative
        and list_contains($province_ids, org_units.province_id)
        and ($scope is null or list_contains($scope, org_units.org_unit_id))
    group by
        current_observations.data_element,
        current_observations.period_id,
        periods.period_end

),

final as (

    select
        data_elements.data_element,
        data_elements.position,
        data_elements.kind,
        data_elements.unit,
        if(
            data_elements.kind = 'flow',
            sum(quarterly.value),
            arg_max(quarterly.value, quarterly.period_end)
        ) as value,
        count(*) as quarters,
        min(quarterly.reported_units) as fewest_units,
        max(quarterly.period_id) as last_period_id
    from quarterly
    inner join data_elements on quarterly.data_element = data_elements.data_element
    group by
        data_elements.data_element,
        data_elements.position,
        data_elements.kind,
        data_elements.unit

)

select
    data_element,
    kind,
    unit,
    value,
    quarters,
    fewest_units,
    last_period_id
from final
order by position
