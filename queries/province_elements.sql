-- Every data element of a province in a period and in the same period last year, with how many units gave it.
-- The two compared values hold only units that gave the element in both periods; null where the maps differ.
-- Year to date: flows summed over the quarters of the year up to the period; null for stocks.
-- params: scope, province_ids, period_id, earlier_province_ids, earlier_period_id, former_province_ids
-- grain:  one row per data element, in reporting order
with

values_now as (

    select
        current_observations.org_unit_id,
        current_observations.data_element,
        current_observations.value
    from current_observations
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    where
        current_observations.period_id = $period_id
        and current_observations.value is not null
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))

),

values_earlier as (

    select
        current_observations.org_unit_id,
        current_observations.data_element,
        current_observations.value
    from current_observations
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    where
        current_observations.period_id = $earlier_period_id
        and current_observations.value is not null
        and list_contains($earlier_province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))

),

now_sums as (

    select
        values_now.data_element,
        sum(values_now.value) as value,
        count(*) as reported_units
    from values_now
    group by values_now.data_element

),

earlier_sums as (

    select
        values_earlier.data_element,
        sum(values_earlier.value) as value,
        count(*) as reported_units
    from values_earlier
    group by values_earlier.data_element

),

same_units as (

    select
        values_now.data_element,
        sum(values_now.value) as value,
        sum(values_earlier.value) as earlier_value,
        count(*) as units
    from values_now
    inner join values_earlier
        on
            values_now.org_unit_id = values_earlier.org_unit_id
            and values_now.data_element = values_earlier.data_element
    group by values_now.data_element

),

year_to_date as (

    select
        current_observations.data_element,
        sum(current_observations.value) filter (where periods.year = period.year) as value,
        sum(current_observations.value) filter (where periods.year = period.year - 1) as earlier_value
    from current_observations
    inner join periods on current_observations.period_id = periods.period_id
    inner join periods as period
        on
            periods.year between period.year - 1 and period.year
            and month(periods.period_end) <= month(period.period_end)
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    inner join data_elements on current_observations.data_element = data_elements.data_element
    where
        period.period_id = $period_id
        and not periods.is_cumulative
        and data_elements.kind = 'flow'
        and (
            list_contains($province_ids, reporting_units.province_id)
            or list_contains($former_province_ids, reporting_units.province_id)
        )
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))
    group by current_observations.data_element

),

final as (

    select
        data_elements.data_element,
        data_elements.data_group,
        data_elements.unit,
        data_elements.kind,
        data_elements.position,
        now_sums.value,
        coalesce(now_sums.reported_units, 0) as reported_units,
        earlier_sums.value as earlier_value,
        coalesce(earlier_sums.reported_units, 0) as earlier_reported_units,
        same_units.value as compared_value,
        same_units.earlier_value as compared_earlier_value,
        coalesce(same_units.units, 0) as compared_units,
        year_to_date.value as year_to_date,
        year_to_date.earlier_value as earlier_year_to_date
    from data_elements
    left join now_sums on data_elements.data_element = now_sums.data_element
    left join earlier_sums on data_elements.data_element = earlier_sums.data_element
    left join same_units on data_elements.data_element = same_units.data_element
    left join year_to_date on data_elements.data_element = year_to_date.data_element

)

select
    data_element,
    data_group,
    unit,
    kind,
    value,
    reported_units,
    earlier_value,
    earlier_reported_units,
    compared_value,
    compared_earlier_value,
    compared_units,
    year_to_date,
    earlier_year_to_date
from final
order by position
