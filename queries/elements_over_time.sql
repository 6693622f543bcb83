-- Chosen data elements of a province over all quarters, flows also counted from 1 January.
-- Under any lens but `reported`, a former province goes on after the reform with the communes made of it.
-- params: scope, province_ids, data_elements, lens
-- grain:  one row per data element and quarter with a figure, oldest first
with

sources as (

    select
        restatement.from_id,
        least(sum(restatement.weight), 1) as weight,
        sum(restatement.weight) >= 1 as is_exact,
        any_value(restatement.valid_from) as valid_from,
        any_value(restatement.valid_to) as valid_to
    from restatement
    where
        restatement.lens = if($lens = 'reported', 'own_province', 'province')
        and list_contains($province_ids, restatement.to_id)
        and ($scope is null or list_contains($scope, restatement.from_id))
    group by restatement.from_id

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

-- The chosen data elements are named twice: the first tells DuckDB which blocks to leave out, the second is a
-- filter of the rows that it reads.
added_up as (

    select
        current_observations.data_element,
        current_observations.period_id,
        sources.valid_from,
        sources.valid_to,
        sum(sources.weight * current_observations.value) as value,
        sum(sources.weight * current_observations.value) filter (where not sources.is_exact)
            as estimated_value,
        bool_and(sources.is_exact) as is_exact,
        count(*) as reported_units
    from current_observations
    inner join sources on current_observations.org_unit_id = sources.from_id
    where
        current_observations.value is not null
        and current_observations.data_element = any($data_elements)
        and list_contains($data_elements, current_observations.data_element)
    group by
        current_observations.data_element,
        current_observations.period_id,
        sources.valid_from,
        sources.valid_to

),

summed as (

    select
        added_up.data_element,
        added_up.period_id,
        sum(added_up.value) as value,
        sum(added_up.estimated_value) as estimated_value,
        bool_and(added_up.is_exact) as is_exact,
        cast(sum(added_up.reported_units) as bigint) as reported_units
    from added_up
    inner join periods
        on
            added_up.period_id = periods.period_id
            and added_up.valid_from <= periods.period_end
            and added_up.valid_to >= periods.period_end
    group by added_up.data_element, added_up.period_id

),

final as (

    select
        summed.data_element,
        data_elements.position,
        data_elements.kind,
        data_elements.unit,
        summed.period_id,
        periods.period_end,
        periods.year,
        quarter(periods.period_end) as quarter,
        summed.value,
        if(
            data_elements.kind = 'flow',
            sum(summed.value) over (
                partition by summed.data_element, periods.year
                order by periods.period_end
            ),
            summed.value
        ) as value_to_date,
        if(summed.is_exact, 'exact', 'estimate') as method,
        coalesce(summed.estimated_value / nullif(summed.value, 0), 0) as estimated_share,
        if(
            data_elements.kind = 'flow',
            bool_and(summed.is_exact) over (
                partition by summed.data_element, periods.year
                order by periods.period_end
            ),
            summed.is_exact
        ) as is_exact_to_date,
        summed.reported_units,
        expected_counts.expected_units
    from summed
    inner join data_elements on summed.data_element = data_elements.data_element
    inner join periods on summed.period_id = periods.period_id
    inner join expected_counts on periods.period_id = expected_counts.period_id
    where not periods.is_cumulative

)

select
    data_element,
    kind,
    unit,
    period_id,
    period_end,
    year,
    quarter,
    value,
    value_to_date,
    method,
    estimated_share,
    if(is_exact_to_date, 'exact', 'estimate') as method_to_date,
    reported_units,
    expected_units
from final
order by position, period_end
