-- Chosen data elements of every unit that should report a period.
-- params: scope, province_ids, period_id, data_elements
-- grain:  one row per expected unit and chosen data element, by name
with

period as (

    select
        periods.period_id,
        periods.period_end
    from periods
    where periods.period_id = $period_id

),

final as (

    select
        reporting_units.org_unit_id,
        org_unit_names.name,
        data_elements.data_element,
        data_elements.position,
        data_elements.unit,
        current_observations.value,
        case
            when current_observations.value is not null then 'reported'
            when unit_states.state = 'not_established' then 'not_established'
            when unit_states.state is null then 'not_reported'
            when current_observations.org_unit_id is not null then 'not_applicable'
            else 'no_figure'
        end as state
    from units_of_period as reporting_units
    inner join period on reporting_units.period_id = period.period_id
    inner join org_unit_names
        on
            reporting_units.org_unit_id = org_unit_names.org_unit_id
            and period.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or period.period_end < org_unit_names.valid_before)
    cross join data_elements
    left join current_observations
        on
            reporting_units.org_unit_id = current_observations.org_unit_id
            and data_elements.data_element = current_observations.data_element
            and current_observations.period_id = $period_id
    left join current_unit_reports as unit_states
        on
            reporting_units.org_unit_id = unit_states.org_unit_id
            and unit_states.period_id = $period_id
    where
        list_contains($data_elements, data_elements.data_element)
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

)

select
    org_unit_id,
    name,
    data_element,
    unit,
    value,
    state
from final
order by name collate vi, org_unit_id, position
