-- One indicator in every unit over the periods up to one, on its basis; flows counted from 1 January.
-- params: scope, province_ids, period_id, indicator
-- grain:  one row per unit and period with a figure, oldest first
with

-- The periods up to the one asked for, with what is known of the indicator anyway.
spans as (

    select
        periods.period_id,
        periods.year,
        quarter(periods.period_end) as quarter,
        periods.is_cumulative or data_elements.kind != 'flow' as stands_alone,
        indicators.factor,
        indicators.denominator is not null as is_ratio
    from periods as shown
    inner join periods
        on shown.is_cumulative = periods.is_cumulative and shown.period_end >= periods.period_end
    cross join indicators
    inner join data_elements on indicators.numerator = data_elements.data_element
    where shown.period_id = $period_id and indicators.indicator = $indicator

),

-- The units' values first, put together then: a choice made by joining goes through no grouping.
parts as (

    select
        current_observations.org_unit_id,
        current_observations.period_id,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    where
        indicator_elements.indicator = $indicator
        and current_observations.org_unit_id in (
            select units_of_period.org_unit_id
            from units_of_period
            where
                units_of_period.period_id = $period_id
                and list_contains($province_ids, units_of_period.province_id)
                and ($scope is null or list_contains($scope, units_of_period.org_unit_id))
        )
    group by current_observations.org_unit_id, current_observations.period_id

),

known as (

    select
        parts.org_unit_id,
        spans.year,
        spans.quarter,
        spans.stands_alone,
        spans.is_ratio,
        spans.factor,
        parts.numerator,
        parts.denominator
    from parts
    inner join spans on parts.period_id = spans.period_id
    where parts.numerator is not null and (not spans.is_ratio or parts.denominator > 0)

),

-- Only what has to be added up is put in order: that costs more than everything else here.
added_up as (

    select
        known.org_unit_id,
        known.year,
        known.quarter,
        known.is_ratio,
        known.factor,
        sum(known.numerator) over so_far as numerator,
        known.denominator,
        count(*) over so_far as quarters
    from known
    where not known.stands_alone
    window so_far as (
        partition by known.org_unit_id, known.year
        order by known.quarter
    )

),

to_date as (

    select
        known.org_unit_id,
        known.year,
        known.quarter,
        known.is_ratio,
        known.factor,
        known.numerator,
        known.denominator
    from known
    where known.stands_alone
    union all
    select
        added_up.org_unit_id,
        added_up.year,
        added_up.quarter,
        added_up.is_ratio,
        added_up.factor,
        added_up.numerator,
        added_up.denominator
    from added_up
    where added_up.quarters = added_up.quarter

),

final as (

    select
        to_date.org_unit_id,
        to_date.year,
        to_date.quarter,
        if(to_date.is_ratio, to_date.factor * to_date.numerator / to_date.denominator, to_date.numerator)
            as value
    from to_date

)

select
    org_unit_id,
    year,
    quarter,
    value
from final
order by org_unit_id, year, quarter
