-- One data element on the map of a lens, with what is estimated and how many of its sources reported.
-- params: scope, province_ids, period_id, data_element, lens
-- grain:  one row per unit of the lens that has a source in the period
with

reported_values as (

    select
        current_observations.org_unit_id,
        current_observations.value
    from current_observations
    where
        current_observations.period_id = $period_id
        and current_observations.data_element = $data_element
        and current_observations.value is not null

),

links as (

    select
        restatement.from_id,
        restatement.to_id,
        restatement.weight,
        restatement.is_exact,
        $scope is null or list_contains($scope, restatement.from_id) as is_in_scope,
        restatement.valid_from <= periods.period_end and restatement.valid_to >= periods.period_end
            as is_expected
    from restatement
    inner join periods on periods.period_id = $period_id
    where
        restatement.lens = $lens
        and restatement.to_id in (
            select lens_units.org_unit_id
            from lens_units
            where lens_units.lens = $lens and list_contains($province_ids, lens_units.province_id)
        )

),

summed as (

    select
        links.to_id as org_unit_id,
        sum(links.weight * reported_values.value) filter (where links.is_in_scope) as value,
        sum(if(links.is_exact, 0, links.weight * reported_values.value)) filter (where links.is_in_scope)
            as estimated_value,
        bool_and(links.is_exact) filter (where links.is_in_scope and reported_values.value is not null)
            as is_exact,
        count(reported_values.value) filter (where links.is_in_scope) as reported_sources,
        count(*) filter (where links.is_expected) as expected_sources
    from links
    left join reported_values on links.from_id = reported_values.org_unit_id
    group by links.to_id
    having bool_or(links.is_in_scope and links.is_expected)

),

-- Names that are not those in the list of units: of areas, and of units that changed theirs.
other_names as (

    select
        comparable_areas.org_unit_id,
        comparable_areas.name
    from comparable_areas
    union all
    select
        org_unit_events.org_unit_id,
        arg_max(org_unit_events.name_after, org_unit_events.event_date) as name
    from org_unit_events
    group by org_unit_events.org_unit_id

),

final as (

    select
        summed.org_unit_id,
        coalesce(other_names.name, org_units.name) as name,
        summed.value,
        if(summed.is_exact, 'exact', if(summed.is_exact is null, null, 'estimate')) as method,
        case
            when summed.value is null then null
            when summed.is_exact then 0
            when summed.value = 0 then 1
            else summed.estimated_value / summed.value
        end as estimated_share,
        summed.reported_sources,
        summed.expected_sources
    from summed
    left join org_units on summed.org_unit_id = org_units.org_unit_id
    left join other_names on summed.org_unit_id = other_names.org_unit_id

)

select
    org_unit_id,
    name,
    value,
    method,
    estimated_share,
    reported_sources,
    expected_sources
from final
order by org_unit_id
