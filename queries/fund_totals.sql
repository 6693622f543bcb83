-- A province's fund, budget support and awards in a period, or from 1 January to its end: flows summed over
-- the quarters, the opening balance of the first one, other stocks of the last. Per head: by the people of
-- the units that reported both.
-- Under any lens but `reported`, a former province goes on after the reform with the communes made of it.
-- params: scope, province_ids, period_id, from_january, lens
-- grain:  one row per data element of the groups fund and awards, in reporting order
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

sources as (

    select
        restatement.from_id,
        least(sum(restatement.weight), 1) as weight,
        any_value(restatement.valid_from) as valid_from,
        any_value(restatement.valid_to) as valid_to
    from restatement
    where
        restatement.lens = if($lens = 'reported', 'own_province', 'province')
        and list_contains($province_ids, restatement.to_id)
        and ($scope is null or list_contains($scope, restatement.from_id))
    group by restatement.from_id

),

expected_count as (

    select count(*) as expected_units
    from sources
    inner join periods on periods.period_id = $period_id
    where periods.period_end >= sources.valid_from and periods.period_end <= sources.valid_to

),

reported as (

    select
        current_observations.org_unit_id,
        current_observations.data_element,
        current_observations.value * sources.weight as value,
        sources.weight = 1 as is_exact,
        span.period_id,
        span.period_end
    from current_observations
    inner join span on current_observations.period_id = span.period_id
    inner join sources
        on
            current_observations.org_unit_id = sources.from_id
            and span.period_end >= sources.valid_from
            and span.period_end <= sources.valid_to
    where current_observations.value is not null

),

people as (

    select
        reported.org_unit_id,
        reported.value as population
    from reported
    where reported.data_element = 'population' and reported.period_id = $period_id

),

by_period as (

    select
        reported.data_element,
        reported.period_id,
        reported.period_end,
        sum(reported.value) as value,
        bool_and(reported.is_exact) as is_exact,
        count(*) as reported_units,
        sum(reported.value) filter (where people.population is not null) as value_with_people,
        sum(people.population) as population
    from reported
    left join people on reported.org_unit_id = people.org_unit_id
    group by reported.data_element, reported.period_id, reported.period_end

),

final as (

    select
        data_elements.data_element,
        data_elements.position,
        data_elements.unit,
        data_elements.kind,
        case
            when data_elements.kind = 'flow' then sum(by_period.value)
            when
                data_elements.data_element = 'fund_opening'
                then arg_min(by_period.value, by_period.period_end)
            else max(by_period.value) filter (where by_period.period_id = $period_id)
        end as value,
        case
            when data_elements.kind = 'flow' then sum(by_period.value_with_people)
            when
                data_elements.data_element = 'fund_opening'
                then arg_min(by_period.value_with_people, by_period.period_end)
            else max(by_period.value_with_people) filter (where by_period.period_id = $period_id)
        end
        / max(by_period.population) filter (where by_period.period_id = $period_id) as per_head,
        coalesce(max(by_period.reported_units) filter (where by_period.period_id = $period_id), 0)
            as reported_units,
        bool_and(by_period.is_exact) as is_exact,
        count(by_period.period_id) as periods
    from data_elements
    left join by_period on data_elements.data_element = by_period.data_element
    where data_elements.data_group in ('fund', 'awards')
    group by
        data_elements.data_element,
        data_elements.position,
        data_elements.unit,
        data_elements.kind

)

select
    final.data_element,
    final.unit,
    final.kind,
    final.value,
    final.per_head,
    if(final.value is null, null, if(final.is_exact, 'exact', 'estimate')) as method,
    final.reported_units,
    expected_count.expected_units,
    final.periods
from final
cross join expected_count
where $scope is null or len($scope) > 0
order by final.position
