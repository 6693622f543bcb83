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

-- Each of the two values is looked for by its one data element: DuckDB reads only the rows that have it.
summed as (

    select
        numerators.period_id,
        sum(numerators.value * sources.weight) as numerator,
        sum(denominators.value * sources.weight) as denominator,
        any_value(indicators.denominator is not null) as is_ratio,
        any_value(indicators.factor) as factor,
        bool_and(sources.is_exact) as is_exact,
        sum(if(sources.is_exact, 0, numerators.value * sources.weight)) as estimated_numerator,
        sum(if(sources.is_exact, 0, denominators.value * sources.weight)) as estimated_denominator,
        count(*) as reported_units
    from indicators
    inner join current_observations as numerators on indicators.numerator = numerators.data_element
    inner join sources on numerators.org_unit_id = sources.from_id
    left join current_observations as denominators
        on
            indicators.denominator = denominators.data_element
            and numerators.org_unit_id = denominators.org_unit_id
            and numerators.period_id = denominators.period_id
    where
        indicators.indicator = $indicator
        and numerators.value is not null
        and (indicators.denominator is null or denominators.value > 0)
    group by numerators.period_id

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
