-- The targets of one indicator that hold in a province: its own before the national one for the same year.
-- params: scope, indicator, province_code
-- grain:  one row per year
with

final as (

    select
        targets.year,
        arg_min(targets.value, targets.scope = 'VN') as value,
        arg_min(targets.scope, targets.scope = 'VN') as scope,
        arg_min(targets.legal_act, targets.scope = 'VN') as legal_act,
        arg_min(targets.evidence, targets.scope = 'VN') as evidence
    from targets
    where
        targets.indicator = $indicator
        and targets.scope in ('VN', $province_code)
        and ($scope is null or len($scope) > 0)
    group by targets.year

)

select
    year,
    value,
    scope,
    legal_act,
    evidence
from final
order by year
