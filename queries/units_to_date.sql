-- One indicator in every unit over the periods up to one, on its basis; flows counted from 1 January.
-- params: scope, province_ids, period_id, indicator
-- grain:  one row per unit and period with a figure, oldest first
with

period as (

    select
        periods.period_end,
        periods.is_cumulative,
        periods.vintage
    from periods
    where periods.period_id = $period_id

),

reported as (

    select
        indicator_parts.org_unit_id,
        periods.year,
        quarter(periods.period_end) as quarter,
        periods.is_cumulative,
        data_elements.kind = 'flow' and not periods.is_cumulative as is_added_up,
        indicator_parts.is_ratio,
        indicator_parts.factor,
        indicator_parts.numerator,
        indicator_parts.denominator,
        sum(indicator_parts.numerator) over year_so_far as numerator_to_date,
        count(*) over year_so_far as quarters
    from indicator_parts
    inner join reporting_units on indicator_parts.org_unit_id = reporting_units.org_unit_id
    inner join periods on indicator_parts.period_id = periods.period_id
    inner join period
        on
            periods.is_cumulative = period.is_cumulative
            and periods.period_end <= period.period_end
            and reporting_units.vintage = period.vintage
    inner join indicators on indicator_parts.indicator = indicators.indicator
    inner join data_elements on indicators.numerator = data_elements.data_element
    where
        indicator_parts.indicator = $indicator
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))
    window
        year_so_far as (
            partition by indicator_parts.org_unit_id, periods.year order by periods.period_end
        )

),

final as (

    select
        reported.org_unit_id,
        reported.year,
        reported.quarter,
        if(reported.is_added_up, reported.numerator_to_date, reported.numerator) as numerator,
        reported.denominator,
        reported.is_ratio,
        reported.factor
    from reported
    -- A flow is known from 1 January on only if every quarter so far was reported.
    where not reported.is_added_up or reported.quarters = reported.quarter

)

select
    org_unit_id,
    year,
    quarter,
    if(is_ratio, factor * numerator / denominator, numerator) as value
from final
order by org_unit_id, year, quarter
