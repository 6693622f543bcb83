-- One indicator in every unit over the periods up to one, on its basis; flows counted from 1 January.
-- params: scope, province_ids, period_id, indicator
-- grain:  one row per unit and period with a figure, oldest first
with

final as (

    select
        unit_figures_to_date.org_unit_id,
        unit_figures_to_date.year,
        unit_figures_to_date.quarter,
        unit_figures_to_date.value
    from unit_figures_to_date
    inner join units_of_period as reporting_units
        on unit_figures_to_date.org_unit_id = reporting_units.org_unit_id
    inner join periods as period
        on
            reporting_units.period_id = period.period_id
            and unit_figures_to_date.is_cumulative = period.is_cumulative
            and unit_figures_to_date.period_end <= period.period_end
    where
        period.period_id = $period_id
        and unit_figures_to_date.indicator = $indicator
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

)

select
    org_unit_id,
    year,
    quarter,
    value
from final
order by org_unit_id, year, quarter
