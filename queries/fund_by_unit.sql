-- The fund of every unit that reported in a period, or from 1 January to its end: what it opened with,
-- received by source, spent by purpose, and closed with. Missing stays empty.
-- params: scope, province_ids, period_id, from_january
-- grain:  one row per unit with a report in the span, by name
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

final as (

    select
        current_observations.org_unit_id,
        arg_max(org_unit_names.name, span.period_end) as name,
        arg_min(span.period_id, span.period_end) as first_period_id,
        arg_max(span.period_id, span.period_end) as last_period_id,
        arg_min(current_observations.value, span.period_end)
        filter (where current_observations.data_element = 'fund_opening') as opening,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'fund_raised') as raised,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'fund_raised_enterprises') as enterprises,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'fund_raised_individuals') as individuals,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'fund_raised_clans') as clans,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'fund_raised_other') as other_sources,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'fund_spent') as spent,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'scholarships') as scholarships,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'scholarships_amount') as scholarships_amount,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'rewards') as rewards,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'rewards_amount') as rewards_amount,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'hardship_grants') as hardship_grants,
        sum(current_observations.value) filter (
            where current_observations.data_element = 'hardship_grants_amount'
        ) as hardship_grants_amount,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'adult_grants') as adult_grants,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'adult_grants_amount') as adult_grants_amount,
        arg_max(current_observations.value, span.period_end)
        filter (where current_observations.data_element = 'fund_closing') as closing,
        sum(current_observations.value)
        filter (where current_observations.data_element = 'budget_support') as budget_support,
        arg_max(current_observations.value, span.period_end)
        filter (where current_observations.data_element = 'population') as population
    from current_observations
    inner join span on current_observations.period_id = span.period_id
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    inner join org_unit_names
        on
            reporting_units.org_unit_id = org_unit_names.org_unit_id
            and span.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or span.period_end < org_unit_names.valid_before)
    where
        current_observations.value is not null
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))
    group by current_observations.org_unit_id

)

select
    org_unit_id,
    name,
    first_period_id,
    last_period_id,
    opening,
    raised,
    enterprises,
    individuals,
    clans,
    other_sources,
    spent,
    scholarships,
    scholarships_amount,
    rewards,
    rewards_amount,
    hardship_grants,
    hardship_grants_amount,
    adult_grants,
    adult_grants_amount,
    closing,
    budget_support,
    raised / population as raised_per_head
from final
where
    opening is not null
    or raised is not null
    or spent is not null
    or closing is not null
    or budget_support is not null
order by name collate vi, org_unit_id
