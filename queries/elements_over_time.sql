-- Chosen data elements of a province over all quarters, flows also counted from 1 January.
-- params: scope, province_ids, data_elements
-- grain:  one row per data element and quarter with a figure, oldest first
with

units as (

    select reporting_units.org_unit_id
    from reporting_units
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

reported as (

    select
        current_observations.data_element,
        current_observations.org_unit_id,
        current_observations.period_id,
        current_observations.value
    from current_observations
    inner join units on current_observations.org_unit_id = units.org_unit_id
    where
        current_observations.value is not null
        and list_contains($data_elements, current_observations.data_element)

),

-- Of the periods that anybody reported only.
expected_units as (

    select
        units_of_period.org_unit_id,
        units_of_period.period_id
    from units_of_period
    inner join units on units_of_period.org_unit_id = units.org_unit_id
    where units_of_period.period_id in (select reported.period_id from reported)

),

expected_counts as (

    select
        expected_units.period_id,
        count(*) as expected_units
    from expected_units
    group by expected_units.period_id

),

summed as (

    select
        reported.data_element,
        reported.period_id,
        sum(reported.value) as value,
        count(*) as reported_units
    from reported
    inner join expected_units
        on reported.org_unit_id = expected_units.org_unit_id and reported.period_id = expected_units.period_id
    group by reported.data_element, reported.period_id

),

final as (

    select
        summed.data_element,
        data_elements.position,
        data_elements.kind,
        data_elements.unit,
        summed.period_id,
        periods.period_end,
        periods.year,
        quarter(periods.period_end) as quarter,
        summed.value,
        if(
            data_elements.kind = 'flow',
            sum(summed.value) over (
                partition by summed.data_element, periods.year
                order by periods.period_end
            ),
            summed.value
        ) as value_to_date,
        summed.reported_units,
        expected_counts.expected_units
    from summed
    inner join data_elements on summed.data_element = data_elements.data_element
    inner join periods on summed.period_id = periods.period_id
    inner join expected_counts on periods.period_id = expected_counts.period_id
    where not periods.is_cumulative

)

select
    data_element,
    kind,
    unit,
    period_id,
    period_end,
    year,
    quarter,
    value,
    value_to_date,
    reported_units,
    expected_units
from final
order by position, period_end
