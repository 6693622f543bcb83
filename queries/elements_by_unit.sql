-- Chosen data elements of every unit that should report a period. On the map of a lens: restated, with the
-- share that is estimated and how many of its sources reported.
-- params: scope, province_ids, period_id, data_elements, lens
-- grain:  one row per unit of the lens and chosen data element, by name
with

links as (

    select
        restatement.from_id,
        restatement.to_id as org_unit_id,
        restatement.weight,
        restatement.is_exact,
        $scope is null or list_contains($scope, restatement.from_id) as is_in_scope
    from restatement
    inner join periods
        on restatement.valid_from <= periods.period_end and restatement.valid_to >= periods.period_end
    where
        restatement.lens = $lens
        and periods.period_id = $period_id
        and restatement.to_id in (
            select lens_units.org_unit_id
            from lens_units
            where lens_units.lens = $lens and list_contains($province_ids, lens_units.province_id)
        )

),

expected_units as (

    select
        links.org_unit_id,
        count(*) as expected_sources,
        count_if(current_unit_reports.state = 'not_established') as not_established_sources,
        count(current_unit_reports.state) as answering_sources
    from links
    left join current_unit_reports
        on links.from_id = current_unit_reports.org_unit_id and current_unit_reports.period_id = $period_id
    group by links.org_unit_id
    having bool_or(links.is_in_scope)

),

summed as (

    select
        links.org_unit_id,
        current_observations.data_element,
        sum(links.weight * current_observations.value) filter (where links.is_in_scope) as value,
        sum(links.weight * current_observations.value) filter (
            where links.is_in_scope and not links.is_exact
        ) as estimated_value,
        bool_and(links.is_exact) filter (
            where links.is_in_scope and current_observations.value is not null
        ) as is_exact,
        count(current_observations.value) filter (where links.is_in_scope) as reported_sources,
        count(*) - count(current_observations.value) as not_applicable_sources
    from current_observations
    inner join links on current_observations.org_unit_id = links.from_id
    where
        current_observations.period_id = $period_id
        and list_contains($data_elements, current_observations.data_element)
    group by links.org_unit_id, current_observations.data_element

),

renamed_units as (

    select
        org_unit_events.org_unit_id,
        arg_max(org_unit_events.name_after, org_unit_events.event_date) as name
    from org_unit_events
    inner join periods on periods.period_id = $period_id
    where $lens != 'reported' or org_unit_events.event_date <= periods.period_end
    group by org_unit_events.org_unit_id

),

final as (

    select
        expected_units.org_unit_id,
        coalesce(comparable_areas.name, renamed_units.name, org_units.name) as name,
        data_elements.data_element,
        data_elements.position,
        data_elements.unit,
        summed.value,
        case
            when summed.value is not null then 'reported'
            when
                expected_units.not_established_sources = expected_units.expected_sources
                then 'not_established'
            when expected_units.answering_sources < expected_units.expected_sources then 'not_reported'
            when
                coalesce(summed.not_applicable_sources, 0) + expected_units.not_established_sources
                >= expected_units.expected_sources
                then 'not_applicable'
            else 'no_figure'
        end as state,
        case when summed.is_exact then 'exact' when not summed.is_exact then 'estimate' end as method,
        -- A part of nothing is an estimate as well.
        if(summed.value = 0, cast(not summed.is_exact as int), summed.estimated_value / summed.value)
            as estimated_share,
        coalesce(summed.reported_sources, 0) as reported_sources,
        expected_units.expected_sources
    from expected_units
    left join org_units on expected_units.org_unit_id = org_units.org_unit_id
    left join comparable_areas on expected_units.org_unit_id = comparable_areas.org_unit_id
    left join renamed_units on expected_units.org_unit_id = renamed_units.org_unit_id
    cross join data_elements
    left join summed
        on
            expected_units.org_unit_id = summed.org_unit_id
            and data_elements.data_element = summed.data_element
    where list_contains($data_elements, data_elements.data_element)

)

select
    org_unit_id,
    name,
    data_element,
    unit,
    value,
    state,
    method,
    if(value is null, null, coalesce(estimated_share, 0)) as estimated_share,
    reported_sources,
    expected_sources
from final
order by name collate vi, org_unit_id, position
