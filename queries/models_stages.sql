-- The five learning models of a province: total, registered, recognised, and the shares of each other.
-- A share counts only the units that gave both of its figures. Citizens are counted among the adults, as
-- associations report; among the adults of learning families, clans and communities, as decision 677 has it,
-- where that figure was reported.
-- Under any lens but `reported`, a former province goes on after the reform with the communes made of it.
-- params: scope, province_ids, period_id, lens
-- grain:  one row per model, in reporting order
with

models as (

    select
        unnest(['families', 'clans', 'communities', 'units', 'citizens']) as model,
        unnest([1, 2, 3, 4, 5]) as position

),

elements as (

    select
        models.model,
        models.position,
        if(models.model = 'citizens', 'adults', models.model || '_total') as total,
        models.model || '_registered' as registered,
        models.model || '_recognised' as recognised,
        if(models.model = 'citizens', 'adults_in_learning_groups', null) as decree_total
    from models

),

expected_units as (

    select
        restatement.from_id as org_unit_id,
        least(sum(restatement.weight), 1) as weight
    from restatement
    inner join periods
        on restatement.valid_from <= periods.period_end and restatement.valid_to >= periods.period_end
    where
        restatement.lens = if($lens = 'reported', 'own_province', 'province')
        and periods.period_id = $period_id
        and list_contains($province_ids, restatement.to_id)
        and ($scope is null or list_contains($scope, restatement.from_id))
    group by restatement.from_id

),

reported as (

    select
        elements.model,
        current_observations.org_unit_id,
        max(expected_units.weight * current_observations.value)
        filter (where current_observations.data_element = elements.total) as total,
        max(expected_units.weight * current_observations.value)
        filter (where current_observations.data_element = elements.registered) as registered,
        max(expected_units.weight * current_observations.value)
        filter (where current_observations.data_element = elements.recognised) as recognised,
        max(expected_units.weight * current_observations.value)
        filter (where current_observations.data_element = elements.decree_total) as decree_total,
        bool_and(expected_units.weight = 1) as is_exact
    from elements
    inner join current_observations
        on
            current_observations.data_element
            in (elements.total, elements.registered, elements.recognised, elements.decree_total)
    inner join expected_units on current_observations.org_unit_id = expected_units.org_unit_id
    where current_observations.period_id = $period_id
    group by elements.model, current_observations.org_unit_id

),

final as (

    select
        elements.model,
        elements.position,
        sum(reported.total) as total,
        sum(reported.registered) as registered,
        sum(reported.recognised) as recognised,
        sum(reported.decree_total) as decree_total,
        100 * sum(reported.registered) filter (where reported.total > 0)
        / sum(reported.total) filter (where reported.registered is not null and reported.total > 0)
            as registered_share,
        100 * sum(reported.recognised) filter (where reported.total > 0)
        / sum(reported.total) filter (where reported.recognised is not null and reported.total > 0)
            as recognised_share,
        100 * sum(reported.recognised) filter (where reported.registered > 0)
        / sum(reported.registered) filter (
            where reported.recognised is not null and reported.registered > 0
        ) as recognised_of_registered,
        100 * sum(reported.recognised) filter (where reported.decree_total > 0)
        / sum(reported.decree_total) filter (
            where reported.recognised is not null and reported.decree_total > 0
        ) as recognised_by_decree,
        bool_and(reported.is_exact) as is_exact,
        count(reported.recognised) as reported_units,
        (select count(*) from expected_units) as expected_units
    from elements
    left join reported on elements.model = reported.model
    group by elements.model, elements.position

)

select
    model,
    total,
    registered,
    recognised,
    decree_total,
    registered_share,
    recognised_share,
    recognised_of_registered,
    recognised_by_decree,
    case when is_exact then 'exact' when not is_exact then 'estimate' end as method,
    reported_units,
    expected_units
from final
where $scope is null or len($scope) > 0
order by position
