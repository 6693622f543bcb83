-- One data element on the map of a lens, with what is estimated and how many of its sources reported.
-- params: scope, province_ids, period_id, data_element, lens
-- grain:  one row per unit of the lens that has a source in the period
with

links as (

    select
        restatement.from_id,
        restatement.to_id,
        $scope is null or list_contains($scope, restatement.from_id) as is_in_scope
    from restatement
    inner join periods
        on
            restatement.valid_from <= periods.period_end
            and restatement.valid_to >= periods.period_end
    where
        restatement.lens = $lens
        and periods.period_id = $period_id
        and restatement.to_id in (
            select lens_units.org_unit_id
            from lens_units
            where lens_units.lens = $lens and list_contains($province_ids, lens_units.province_id)
        )

),

summed as (

    select
        restated_values.org_unit_id,
        sum(restated_values.value) as value,
        sum(if(restated_values.is_exact, 0, restated_values.value)) as estimated_value,
        bool_and(restated_values.is_exact) as is_exact,
        count(*) as reported_sources
    from restated_values
    where
        restated_values.lens = $lens
        and restated_values.period_id = $period_id
        and restated_values.data_element = $data_element
        and ($scope is null or list_contains($scope, restated_values.from_id))
    group by restated_values.org_unit_id

),

expected as (

    select
        links.to_id as org_unit_id,
        count(*) as expected_sources
    from links
    group by links.to_id
    having bool_or(links.is_in_scope)

),

final as (

    select
        expected.org_unit_id,
        lens_unit_names.name,
        summed.value,
        if(summed.is_exact, 'exact', if(summed.is_exact is null, null, 'estimate')) as method,
        case
            when summed.value is null then null
            when summed.is_exact then 0
            when summed.value = 0 then 1
            else summed.estimated_value / summed.value
        end as estimated_share,
        coalesce(summed.reported_sources, 0) as reported_sources,
        expected.expected_sources
    from expected
    inner join lens_unit_names
        on expected.org_unit_id = lens_unit_names.org_unit_id and lens_unit_names.valid_before is null
    left join summed on expected.org_unit_id = summed.org_unit_id

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
