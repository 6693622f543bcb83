-- An indicator of a province as it was published, beside what it is now, where corrections made them two.
-- Units that reported later count in both; only corrected values differ.
-- params: scope, province_ids, indicator
-- grain:  one row per period with two figures, oldest first
with

definition as (

    select
        indicators.numerator,
        indicators.denominator,
        indicators.factor
    from indicators
    where indicators.indicator = $indicator

),

units as (

    select reporting_units.org_unit_id
    from reporting_units
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

),

elements as (

    select definition.numerator as data_element
    from definition
    union all
    select definition.denominator as data_element
    from definition
    where definition.denominator is not null

),

published as (

    select
        published_values.org_unit_id,
        published_values.period_id,
        published_values.data_element,
        published_values.figure.value as published_value
    from published_values
    semi join units on published_values.org_unit_id = units.org_unit_id
    semi join elements on published_values.data_element = elements.data_element

),

standing as (

    select
        current_observations.org_unit_id,
        current_observations.period_id,
        current_observations.data_element,
        current_observations.value
    from current_observations
    semi join units on current_observations.org_unit_id = units.org_unit_id
    semi join elements on current_observations.data_element = elements.data_element
    semi join published on current_observations.period_id = published.period_id

),

both_values as (

    select
        coalesce(standing.org_unit_id, published.org_unit_id) as org_unit_id,
        coalesce(standing.period_id, published.period_id) as period_id,
        coalesce(standing.data_element, published.data_element) as data_element,
        standing.value as current_value,
        if(published.org_unit_id is null, standing.value, published.published_value) as published_value
    from standing
    full outer join published
        on
            standing.org_unit_id = published.org_unit_id
            and standing.period_id = published.period_id
            and standing.data_element = published.data_element

),

parts as (

    select
        both_values.org_unit_id,
        both_values.period_id,
        max(both_values.current_value) filter (
            where both_values.data_element = definition.numerator
        ) as current_numerator,
        max(both_values.current_value) filter (
            where both_values.data_element = definition.denominator
        ) as current_denominator,
        max(both_values.published_value) filter (
            where both_values.data_element = definition.numerator
        ) as published_numerator,
        max(both_values.published_value) filter (
            where both_values.data_element = definition.denominator
        ) as published_denominator
    from both_values
    cross join definition
    group by both_values.org_unit_id, both_values.period_id

),

sums as (

    select
        parts.period_id,
        sum(parts.current_numerator) filter (
            where definition.denominator is null or parts.current_denominator > 0
        ) as current_numerator,
        sum(parts.current_denominator) filter (
            where parts.current_numerator is not null and parts.current_denominator > 0
        ) as current_denominator,
        sum(parts.published_numerator) filter (
            where definition.denominator is null or parts.published_denominator > 0
        ) as published_numerator,
        sum(parts.published_denominator) filter (
            where parts.published_numerator is not null and parts.published_denominator > 0
        ) as published_denominator
    from parts
    cross join definition
    group by parts.period_id

),

final as (

    select
        sums.period_id,
        periods.period_end,
        if(
            definition.denominator is null,
            sums.published_numerator,
            definition.factor * sums.published_numerator / sums.published_denominator
        ) as published_value,
        if(
            definition.denominator is null,
            sums.current_numerator,
            definition.factor * sums.current_numerator / sums.current_denominator
        ) as current_value
    from sums
    cross join definition
    inner join periods on sums.period_id = periods.period_id

)

select
    period_id,
    published_value,
    current_value
from final
where published_value is distinct from current_value
order by period_end, period_id
