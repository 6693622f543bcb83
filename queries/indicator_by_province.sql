-- One indicator in every province, from the sums of its units, with its rank. Of the period's own map, or on
-- the map of a lens: the 34 present provinces (also the areas comparable both ways), or the 63 former ones.
-- params: scope, period_id, earlier_period_id, indicator, lens
-- grain:  one row per province that is in scope as a whole, best value first, provinces without a value last
with

chosen as (

    select
        periods.period_id,
        periods.period_end,
        periods.period_id = $period_id as is_shown,
        case $lens when 'reported' then shown.vintage when 'former' then 'legacy' else 'reform' end as vintage
    from periods
    inner join periods as shown on shown.period_id = $period_id
    where periods.period_id in ($period_id, $earlier_period_id)

),

-- Last year's figures stand on the same map: every former province went over whole.
links as (

    select
        chosen.period_id,
        restatement.from_id,
        restatement.to_id as province_id,
        restatement.weight
    from restatement
    inner join chosen
        on restatement.valid_from <= chosen.period_end and restatement.valid_to >= chosen.period_end
    where
        restatement.lens = if($lens = 'reported' and chosen.is_shown, 'own_province', 'province')
        and starts_with(restatement.to_id, chosen.vintage)
        and (
            $scope is null
            or (list_contains($scope, restatement.to_id) and list_contains($scope, restatement.from_id))
        )

),

figures as (

    select
        indicator_parts.org_unit_id,
        indicator_parts.period_id,
        indicator_parts.numerator,
        indicator_parts.denominator
    from indicator_parts
    where
        indicator_parts.indicator = $indicator
        and indicator_parts.period_id in ($period_id, $earlier_period_id)

),

summed as (

    select
        links.period_id,
        links.province_id,
        count(*) as expected_units,
        count(figures.numerator) as reported_units,
        sum(links.weight * figures.numerator) as numerator,
        sum(links.weight * figures.denominator) as denominator,
        coalesce(
            sum(links.weight * figures.numerator) filter (where links.weight < 1), 0
        ) as estimated_numerator
    from links
    left join figures
        on links.from_id = figures.org_unit_id and links.period_id = figures.period_id
    group by links.period_id, links.province_id

),

reports as (

    select
        links.province_id,
        bool_or(current_unit_reports.state = 'reported') as has_reported
    from current_unit_reports
    inner join links
        on
            current_unit_reports.org_unit_id = links.from_id
            and current_unit_reports.period_id = links.period_id
    where current_unit_reports.period_id = $period_id
    group by links.province_id

),

valued as (

    select
        now.province_id as org_unit_id,
        now.numerator,
        now.denominator,
        now.estimated_numerator,
        now.reported_units as reported_sources,
        now.expected_units as expected_sources,
        coalesce(reports.has_reported, false) as has_reported,
        indicators.higher_is_better,
        if(
            indicators.denominator is null,
            now.numerator,
            indicators.factor * now.numerator / nullif(now.denominator, 0)
        ) as value,
        if(
            indicators.denominator is null,
            earlier.numerator,
            indicators.factor * earlier.numerator / nullif(earlier.denominator, 0)
        ) as earlier_value,
        if(earlier.numerator is null, null, if(earlier.estimated_numerator > 0, 'estimate', 'exact'))
            as earlier_method
    from summed as now
    inner join indicators on indicators.indicator = $indicator
    left join summed as earlier
        on now.province_id = earlier.province_id and earlier.period_id = $earlier_period_id
    left join reports on now.province_id = reports.province_id
    where now.period_id = $period_id

),

renamed_units as (

    select
        org_unit_events.org_unit_id,
        arg_max(org_unit_events.name_after, org_unit_events.event_date) as name
    from org_unit_events
    inner join chosen on chosen.is_shown
    where $lens != 'reported' or org_unit_events.event_date <= chosen.period_end
    group by org_unit_events.org_unit_id

),

final as (

    select
        valued.org_unit_id,
        coalesce(renamed_units.name, org_units.name) as name,
        org_units.short_name,
        valued.org_unit_id as province_id,
        case
            when valued.value is not null then 'reported'
            when valued.has_reported then 'no_figure'
            else 'not_reported'
        end as state,
        valued.value,
        valued.numerator,
        valued.denominator,
        valued.earlier_value,
        valued.earlier_method,
        if(
            valued.value is null,
            null,
            rank() over (
                order by if(valued.higher_is_better is false, valued.value, -valued.value) nulls last
            )
        ) as rank,
        if(valued.value is null, null, if(valued.estimated_numerator > 0, 'estimate', 'exact')) as method,
        if(
            valued.value is null,
            null,
            coalesce(valued.estimated_numerator / nullif(valued.numerator, 0), 0)
        ) as estimated_share,
        valued.reported_sources,
        valued.expected_sources
    from valued
    inner join org_units on valued.org_unit_id = org_units.org_unit_id
    left join renamed_units on valued.org_unit_id = renamed_units.org_unit_id

)

select
    org_unit_id,
    name,
    short_name,
    province_id,
    state,
    value,
    numerator,
    denominator,
    earlier_value,
    rank,
    method,
    earlier_method,
    estimated_share,
    reported_sources,
    expected_sources,
    null::varchar as cell,
    null::varchar as receipt_code,
    null::varchar as file_name,
    null::timestamp as submitted_at
from final
order by rank nulls last, name collate vi, org_unit_id
