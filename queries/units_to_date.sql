-- One indicator in every unit over the periods up to one, on its basis; flows counted from 1 January.
-- params: scope, province_ids, period_id, indicator
-- grain:  one row per unit and period with a figure, oldest first
with

units as (

    select
        reporting_units.org_unit_id,
        periods.period_end,
        periods.is_cumulative
    from units_of_period as reporting_units
    inner join periods on reporting_units.period_id = periods.period_id
    where
        periods.period_id = $period_id
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

parts as (

    select
        units.org_unit_id,
        periods.year,
        quarter(periods.period_end) as quarter,
        any_value(periods.is_cumulative) as is_cumulative,
        any_value(indicator_elements.factor) as factor,
        any_value(indicator_elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    inner join units on current_observations.org_unit_id = units.org_unit_id
    inner join periods
        on
            current_observations.period_id = periods.period_id
            and units.is_cumulative = periods.is_cumulative
            and units.period_end >= periods.period_end
    where indicator_elements.indicator = $indicator
    group by units.org_unit_id, periods.year, periods.period_end

),

added_up as (

    select
        parts.org_unit_id,
        parts.year,
        parts.quarter,
        parts.is_cumulative or data_elements.kind != 'flow' as stands_alone,
        parts.factor,
        parts.is_ratio,
        parts.numerator,
        parts.denominator,
        sum(parts.numerator) over so_far as numerator_to_date,
        count(*) over so_far as quarters
    from parts
    inner join indicators on indicators.indicator = $indicator
    inner join data_elements on indicators.numerator = data_elements.data_element
    where parts.numerator is not null and (not parts.is_ratio or parts.denominator > 0)
    window so_far as (
        partition by parts.org_unit_id, parts.year
        order by parts.quarter
    )

),

final as (

    select
        added_up.org_unit_id,
        added_up.year,
        added_up.quarter,
        if(
            added_up.is_ratio,
            added_up.factor
            * if(added_up.stands_alone, added_up.numerator, added_up.numerator_to_date)
            / added_up.denominator,
            if(added_up.stands_alone, added_up.numerator, added_up.numerator_to_date)
        ) as value
    from added_up
    where added_up.stands_alone or added_up.quarters = added_up.quarter

)

select
    org_unit_id,
    year,
    quarter,
    value
from final
order by org_unit_id, year, quarter
