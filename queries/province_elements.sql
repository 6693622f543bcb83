-- Every data element of a province in a period and in the same period last year, with how many units gave it.
-- The two compared values hold only units that gave the element in both periods; null where the maps differ.
-- Year to date: flows summed over the quarters of the year up to the period; null for stocks.
-- params: scope, province_ids, period_id, earlier_province_ids, earlier_period_id, former_province_ids
-- grain:  one row per data element, in reporting order
with

units as (

    select
        reporting_units.org_unit_id,
        list_contains($province_ids, reporting_units.province_id) as is_now,
        list_contains($earlier_province_ids, reporting_units.province_id) as is_earlier
    from reporting_units
    where
        (
            list_contains($province_ids, reporting_units.province_id)
            or list_contains($earlier_province_ids, reporting_units.province_id)
        )
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

reported as (

    select
        current_observations.org_unit_id,
        current_observations.data_element,
        max(current_observations.value) filter (
            where units.is_now and current_observations.period_id = $period_id
        ) as value,
        max(current_observations.value) filter (
            where units.is_earlier and current_observations.period_id = $earlier_period_id
        ) as earlier_value
    from current_observations
    inner join units on current_observations.org_unit_id = units.org_unit_id
    where
        current_observations.period_id in ($period_id, $earlier_period_id)
        and current_observations.value is not null
    group by current_observations.org_unit_id, current_observations.data_element

),

sums as (

    select
        reported.data_element,
        sum(reported.value) as value,
        count(reported.value) as reported_units,
        sum(reported.earlier_value) as earlier_value,
        count(reported.earlier_value) as earlier_reported_units,
        sum(reported.value) filter (where reported.earlier_value is not null) as compared_value,
        sum(reported.earlier_value) filter (where reported.value is not null) as compared_earlier_value,
        count(reported.value + reported.earlier_value) as compared_units
    from reported
    group by reported.data_element

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
        sums.value,
        coalesce(sums.reported_units, 0) as reported_units,
        sums.earlier_value,
        coalesce(sums.earlier_reported_units, 0) as earlier_reported_units,
        sums.compared_value,
        sums.compared_earlier_value,
        coalesce(sums.compared_units, 0) as compared_units,
        year_to_date.value as year_to_date,
        year_to_date.earlier_value as earlier_year_to_date
    from data_elements
    left join sums on data_elements.data_element = sums.data_element
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
