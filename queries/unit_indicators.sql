-- Indicators of single units over all periods they reported; of units of a lens, restated, with the share
-- that is estimated and how many of their sources reported.
-- params: scope, org_unit_ids, lens
-- grain:  one row per unit, indicator and period, oldest first
with

links as (

    select
        restatement.from_id,
        restatement.to_id as org_unit_id,
        restatement.weight,
        restatement.is_exact,
        restatement.valid_from,
        restatement.valid_to
    from restatement
    where restatement.lens = $lens and list_contains($org_unit_ids, restatement.to_id)

),

-- The sources' values first, put together then: a choice made by joining goes through no grouping.
sources as (

    select distinct links.from_id
    from links
    where $scope is null or list_contains($scope, links.from_id)

),

parts as (

    select
        indicator_elements.indicator,
        current_observations.org_unit_id,
        current_observations.period_id,
        any_value(indicator_elements.factor) as factor,
        any_value(indicator_elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator
    from current_observations
    inner join sources on current_observations.org_unit_id = sources.from_id
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    group by indicator_elements.indicator, current_observations.org_unit_id, current_observations.period_id

),

figures as (

    select
        parts.indicator,
        parts.org_unit_id,
        parts.period_id,
        parts.factor,
        parts.is_ratio,
        parts.numerator,
        parts.denominator
    from parts
    where parts.numerator is not null and (not parts.is_ratio or parts.denominator > 0)

),

summed as (

    select
        links.org_unit_id,
        figures.indicator,
        figures.period_id,
        sum(links.weight * figures.numerator) as numerator,
        sum(links.weight * figures.denominator) as denominator,
        sum(links.weight * figures.numerator) filter (where not links.is_exact)
            as estimated_numerator,
        sum(links.weight * figures.denominator) filter (where not links.is_exact)
            as estimated_denominator,
        any_value(figures.is_ratio) as is_ratio,
        any_value(figures.factor) as factor,
        bool_and(links.is_exact) as is_exact,
        count(*) as reported_sources
    from figures
    inner join links on figures.org_unit_id = links.from_id
    group by links.org_unit_id, figures.indicator, figures.period_id

),

expected_counts as (

    select
        links.org_unit_id,
        periods.period_id,
        count(*) as expected_sources
    from links
    inner join periods on links.valid_from <= periods.period_end and links.valid_to >= periods.period_end
    group by links.org_unit_id, periods.period_id

),

final as (

    select
        summed.org_unit_id,
        summed.indicator,
        indicators.position,
        periods.period_id,
        periods.period_end,
        periods.is_cumulative,
        summed.numerator,
        summed.denominator,
        if(summed.is_ratio, summed.factor * summed.numerator / summed.denominator, summed.numerator) as value,
        if(summed.is_exact, 'exact', 'estimate') as method,
        greatest(
            coalesce(summed.estimated_numerator / nullif(summed.numerator, 0), 0),
            coalesce(summed.estimated_denominator / nullif(summed.denominator, 0), 0)
        ) as estimated_share,
        summed.reported_sources,
        expected_counts.expected_sources
    from summed
    inner join indicators on summed.indicator = indicators.indicator
    inner join periods on summed.period_id = periods.period_id
    inner join expected_counts
        on summed.org_unit_id = expected_counts.org_unit_id and summed.period_id = expected_counts.period_id

)

select
    org_unit_id,
    indicator,
    period_id,
    period_end,
    is_cumulative,
    value,
    numerator,
    denominator,
    method,
    estimated_share,
    reported_sources,
    expected_sources
from final
order by org_unit_id, position, period_end, is_cumulative, period_id
