-- The fund of every unit that reported in a period, or from 1 January to its end: what it opened with,
-- received by source, spent by purpose, and closed with. Missing stays empty.
-- On the map of a lens: restated; each kind of figure says whether it is an estimate, with the share of
-- what was raised that is, and how many reports of the last period are there.
-- params: scope, province_ids, period_id, from_january, lens
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

links as (

    select
        span.period_id,
        span.period_end,
        restatement.from_id,
        restatement.to_id as org_unit_id,
        restatement.weight,
        restatement.is_exact
    from restatement
    inner join span
        on restatement.valid_from <= span.period_end and restatement.valid_to >= span.period_end
    where
        restatement.lens = $lens
        and restatement.to_id in (
            select lens_units.org_unit_id
            from lens_units
            where lens_units.lens = $lens and list_contains($province_ids, lens_units.province_id)
        )
        and ($scope is null or list_contains($scope, restatement.from_id))

),

restated as (

    select
        links.org_unit_id,
        links.period_id,
        links.period_end,
        current_observations.data_element,
        any_value(data_elements.kind = 'flow') as is_flow,
        sum(links.weight * current_observations.value) as value,
        sum(links.weight * current_observations.value) filter (where not links.is_exact) as estimated_value,
        bool_and(links.is_exact) as is_exact
    from current_observations
    inner join links
        on
            current_observations.org_unit_id = links.from_id
            and current_observations.period_id = links.period_id
    inner join data_elements on current_observations.data_element = data_elements.data_element
    where
        current_observations.value is not null
        and (
            data_elements.data_group in ('fund', 'awards')
            or current_observations.data_element = 'population'
        )
    group by
        links.org_unit_id,
        links.period_id,
        links.period_end,
        current_observations.data_element

),

reports as (

    select
        links.org_unit_id,
        count(*) as expected_sources,
        count(*) filter (where current_unit_reports.state = 'reported') as reported_sources
    from links
    left join current_unit_reports
        on
            links.from_id = current_unit_reports.org_unit_id
            and links.period_id = current_unit_reports.period_id
    where links.period_id = $period_id
    group by links.org_unit_id

),

summed as (

    select
        restated.org_unit_id,
        arg_min(restated.period_id, restated.period_end) as first_period_id,
        arg_max(restated.period_id, restated.period_end) as last_period_id,
        max(restated.period_end) as last_period_end,
        arg_min(restated.value, restated.period_end)
        filter (where restated.data_element = 'fund_opening') as opening,
        arg_min(restated.is_exact, restated.period_end)
        filter (where restated.data_element = 'fund_opening') as is_opening_exact,
        arg_max(restated.value, restated.period_end)
        filter (where restated.data_element = 'fund_closing') as closing,
        arg_max(restated.is_exact, restated.period_end)
        filter (where restated.data_element = 'fund_closing') as is_closing_exact,
        arg_max(restated.value, restated.period_end)
        filter (where restated.data_element = 'population') as population,
        bool_and(restated.is_exact) filter (where restated.is_flow) as are_flows_exact,
        sum(restated.estimated_value)
        filter (where restated.data_element = 'fund_raised') as estimated_raised,
        sum(restated.value)
        filter (where restated.data_element = 'fund_raised') as raised,
        sum(restated.value)
        filter (where restated.data_element = 'fund_raised_enterprises') as enterprises,
        sum(restated.value)
        filter (where restated.data_element = 'fund_raised_individuals') as individuals,
        sum(restated.value)
        filter (where restated.data_element = 'fund_raised_clans') as clans,
        sum(restated.value)
        filter (where restated.data_element = 'fund_raised_other') as other_sources,
        sum(restated.value)
        filter (where restated.data_element = 'fund_spent') as spent,
        sum(restated.value)
        filter (where restated.data_element = 'scholarships') as scholarships,
        sum(restated.value)
        filter (where restated.data_element = 'scholarships_amount') as scholarships_amount,
        sum(restated.value)
        filter (where restated.data_element = 'rewards') as rewards,
        sum(restated.value)
        filter (where restated.data_element = 'rewards_amount') as rewards_amount,
        sum(restated.value)
        filter (where restated.data_element = 'hardship_grants') as hardship_grants,
        sum(restated.value)
        filter (where restated.data_element = 'hardship_grants_amount') as hardship_grants_amount,
        sum(restated.value)
        filter (where restated.data_element = 'adult_grants') as adult_grants,
        sum(restated.value)
        filter (where restated.data_element = 'adult_grants_amount') as adult_grants_amount,
        sum(restated.value)
        filter (where restated.data_element = 'budget_support') as budget_support
    from restated
    group by restated.org_unit_id

),

final as (

    select
        summed.*,
        lens_unit_names.name,
        case when summed.is_opening_exact then 'exact' when not summed.is_opening_exact then 'estimate' end
            as opening_method,
        case when summed.is_closing_exact then 'exact' when not summed.is_closing_exact then 'estimate' end
            as closing_method,
        case when summed.are_flows_exact then 'exact' when not summed.are_flows_exact then 'estimate' end
            as method,
        if(summed.raised is null, null, coalesce(summed.estimated_raised / nullif(summed.raised, 0), 0))
            as estimated_share,
        coalesce(reports.reported_sources, 0) as reported_sources,
        coalesce(reports.expected_sources, 0) as expected_sources
    from summed
    inner join lens_unit_names
        on
            summed.org_unit_id = lens_unit_names.org_unit_id
            and ($lens != 'reported' or summed.last_period_end >= lens_unit_names.valid_from)
            and (
                lens_unit_names.valid_before is null
                or ($lens = 'reported' and summed.last_period_end < lens_unit_names.valid_before)
            )
    left join reports on summed.org_unit_id = reports.org_unit_id

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
    raised / population as raised_per_head,
    method,
    opening_method,
    closing_method,
    estimated_share,
    reported_sources,
    expected_sources
from final
where
    opening is not null
    or raised is not null
    or spent is not null
    or closing is not null
    or budget_support is not null
order by name collate vi, org_unit_id
