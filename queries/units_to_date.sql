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
        indicators.numerator,
        indicators.denominator,
        indicators.denominator is not null as is_ratio,
        indicators.factor
    from periods as shown
    inner join periods
        on shown.is_cumulative = periods.is_cumulative and shown.period_end >= periods.period_end
    cross join indicators
    inner join data_elements on indicators.numerator = data_elements.data_element
    where shown.period_id = $period_id and indicators.indicator = $indicator

),

expected_units as (

    select units_of_period.org_unit_id
    from units_of_period
    where
        units_of_period.period_id = $period_id
        and list_contains($province_ids, units_of_period.province_id)
        and ($scope is null or list_contains($scope, units_of_period.org_unit_id))

),

-- Each of the two values is looked for by its one data element: DuckDB reads only the rows that have it.
known as (

    select
        numerators.org_unit_id,
        spans.year,
        spans.quarter,
        spans.stands_alone,
        spans.is_ratio,
        spans.factor,
        numerators.value as numerator,
        denominators.value as denominator
    from spans
    inner join current_observations as numerators
        on spans.numerator = numerators.data_element and spans.period_id = numerators.period_id
    inner join expected_units on numerators.org_unit_id = expected_units.org_unit_id
    left join current_observations as denominators
        on
            spans.denominator = denominators.data_element
            and numerators.org_unit_id = denominators.org_unit_id
            and numerators.period_id = denominators.period_id
    where
        numerators.value is not null
        and (spans.denominator is null or denominators.value > 0)

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
