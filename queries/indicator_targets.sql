-- The targets of one indicator that hold in a province: its own before the national one for the same year.
-- params: scope, indicator, province_code
-- grain:  one row per year
with

final as (

    select
        targets_in_force.year,
        arg_min(targets_in_force.value, targets_in_force.scope = 'VN') as value,
        arg_min(targets_in_force.scope, targets_in_force.scope = 'VN') as scope,
        arg_min(targets_in_force.legal_act, targets_in_force.scope = 'VN') as legal_act,
        arg_min(targets_in_force.evidence, targets_in_force.scope = 'VN') as evidence
    from targets_in_force
    where
        targets_in_force.indicator = $indicator
        and targets_in_force.scope in ('VN', $province_code)
        and ($scope is null or len($scope) > 0)
    group by targets_in_force.year

)

select
    year,
    value,
    scope,
    legal_act,
    evidence
from final
order by year
