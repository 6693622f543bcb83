-- One indicator over all periods with a report: of a province (its former provinces before the reform), or of
-- one unit of the lens, restated where the unit did not report itself.
-- Under any lens but `reported`, former provinces go on after the reform with the communes made of them.
-- params: scope, province_ids, org_unit_id, indicator, lens
-- grain:  one row per period, oldest first
with

sources as (

    select
        restatement.from_id,
        least(sum(restatement.weight), 1) as weight,
        if($org_unit_id is null, sum(restatement.weight) >= 1, bool_and(restatement.is_exact)) as is_exact,
        any_value(restatement.valid_from) as valid_from,
        any_value(restatement.valid_to) as valid_to
    from restatement
    where
        if(
            $org_unit_id is null,
            restatement.lens = if($lens = 'reported', 'own_province', 'province')
            and list_contains($province_ids, restatement.to_id),
            restatement.lens = $lens and restatement.to_id = $org_unit_id
        )
        and ($scope is null or list_contains($scope, restatement.from_id))
    group by restatement.from_id

),

parts as (

    select
        current_observations.org_unit_id,
        current_observations.period_id,
        any_value(sources.weight) as weight,
        any_value(sources.is_exact) as is_exact,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    inner join sources on current_observations.org_unit_id = sources.from_id
    where indicator_elements.indicator = $indicator
    group by current_observations.org_unit_id, current_observations.period_id

),

summed as (

    select
        parts.period_id,
        sum(parts.numerator * parts.weight) as numerator,
        sum(parts.denominator * parts.weight) as denominator,
        any_value(indicators.denominator is not null) as is_ratio,
        any_value(indicators.factor) as factor,
        bool_and(parts.is_exact) as is_exact,
        sum(if(parts.is_exact, 0, parts.numerator * parts.weight)) as estimated_numerator,
        sum(if(parts.is_exact, 0, parts.denominator * parts.weight)) as estimated_denominator,
        count(*) as reported_units
    from parts
    inner join indicators on indicators.indicator = $indicator
    where parts.numerator is not null and (indicators.denominator is null or parts.denominator > 0)
    group by parts.period_id

),

-- Units that report on the same days together: whether they do in a period is asked of few rows then.
spans as (

    select
        sources.valid_from,
        sources.valid_to,
        count(*) as units
    from sources
    group by sources.valid_from, sources.valid_to

),

expected_counts as (

    select
        periods.period_id,
        cast(sum(spans.units) as bigint) as expected_units
    from periods
    inner join spans on periods.period_end >= spans.valid_from and periods.period_end <= spans.valid_to
    group by periods.period_id

),

final as (

    select
        periods.period_id,
        periods.period_end,
        periods.is_cumulative,
        periods.vintage,
        if(summed.is_ratio, summed.factor * summed.numerator / summed.denominator, summed.numerator) as value,
        summed.numerator,
        summed.denominator,
        if(summed.is_exact, 'exact', 'estimate') as method,
        greatest(
            coalesce(summed.estimated_numerator / nullif(summed.numerator, 0), 0),
            coalesce(summed.estimated_denominator / nullif(summed.denominator, 0), 0)
        ) as estimated_share,
        summed.reported_units,
        expected_counts.expected_units
    from summed
    inner join periods on summed.period_id = periods.period_id
    inner join expected_counts on periods.period_id = expected_counts.period_id

)

select
    period_id,
    period_end,
    is_cumulative,
    vintage,
    value,
    numerator,
    denominator,
    method,
    estimated_share,
    reported_units,
    expected_units
from final
order by period_end, is_cumulative, period_id
