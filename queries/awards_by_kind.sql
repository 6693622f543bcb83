-- Awards of a province by kind: how many, how much, the average, and how the units' averages spread.
-- Only units that gave both number and amount count for the averages; `is_whole`: all did, for every period.
-- On the map of a lens: summed from, and spread over, the units of that map; `spread_method` is that of the
-- least and the most average, which belong to single units.
-- params: scope, province_ids, period_id, from_january, lowest, highest, lens
-- grain:  one row per kind of award, in reporting order
with

span as (

    select
        periods_so_far.part_id as period_id,
        periods_so_far.part_end as period_end
    from periods_so_far
    where
        periods_so_far.period_id = $period_id
        and ($from_january or periods_so_far.part_id = $period_id)

),

kinds as (

    select
        data_elements.data_element as kind,
        data_elements.position
    from data_elements
    where data_elements.data_group = 'awards' and data_elements.unit = 'award'

),

reported as materialized (

    select
        restatement.from_id,
        restatement.to_id as org_unit_id,
        restatement.is_exact,
        span.period_id,
        current_observations.data_element,
        restatement.weight * current_observations.value as value,
        -- All of a report within the province, however it is divided there.
        sum(restatement.weight) over (
            partition by restatement.from_id, span.period_id, current_observations.data_element
        ) >= 1 as is_whole_report
    from current_observations
    inner join span on current_observations.period_id = span.period_id
    inner join data_elements on current_observations.data_element = data_elements.data_element
    inner join restatement
        on
            current_observations.org_unit_id = restatement.from_id
            and span.period_end >= restatement.valid_from
            and span.period_end <= restatement.valid_to
    where
        data_elements.data_group = 'awards'
        and current_observations.value is not null
        and restatement.lens = $lens
        and restatement.to_id in (
            select lens_units.org_unit_id
            from lens_units
            where lens_units.lens = $lens and list_contains($province_ids, lens_units.province_id)
        )
        and ($scope is null or list_contains($scope, restatement.from_id))

),

pairs as (

    select
        kinds.kind,
        kinds.position,
        numbers.org_unit_id,
        sum(numbers.value) as award_count,
        sum(amounts.value) as amount,
        bool_and(numbers.is_exact) as is_exact,
        bool_and(numbers.is_whole_report) as has_whole_reports,
        count(*) as periods
    from kinds
    inner join reported as numbers on kinds.kind = numbers.data_element
    inner join reported as amounts
        on
            numbers.from_id = amounts.from_id
            and numbers.org_unit_id = amounts.org_unit_id
            and numbers.period_id = amounts.period_id
            and kinds.kind || '_amount' = amounts.data_element
    group by kinds.kind, kinds.position, numbers.org_unit_id

),

given as (

    select
        kinds.kind,
        count(*) as figures
    from kinds
    inner join reported on reported.data_element in (kinds.kind, kinds.kind || '_amount')
    group by kinds.kind

),

final as (

    select
        pairs.kind,
        pairs.position,
        sum(pairs.award_count) as award_count,
        sum(pairs.amount) as amount,
        count(*) as units,
        sum(pairs.amount) / nullif(sum(pairs.award_count), 0) as average,
        min(pairs.amount / nullif(pairs.award_count, 0)) as least_average,
        max(pairs.amount / nullif(pairs.award_count, 0)) as most_average,
        count(*) filter (where pairs.amount < $lowest * pairs.award_count) as units_below,
        count(*) filter (where pairs.amount > $highest * pairs.award_count) as units_above,
        2 * sum(pairs.periods) = any_value(given.figures) as is_whole,
        if(bool_and(pairs.has_whole_reports), 'exact', 'estimate') as method,
        if(bool_and(pairs.is_exact), 'exact', 'estimate') as spread_method
    from pairs
    inner join given on pairs.kind = given.kind
    group by pairs.kind, pairs.position

)

select
    kind,
    award_count,
    amount,
    units,
    average,
    least_average,
    most_average,
    units_below,
    units_above,
    is_whole,
    method,
    spread_method
from final
order by position
