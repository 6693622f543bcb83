-- One indicator in every unit that should report, with its rank, its source cell and last year's value.
-- On the map of a lens: restated, with the share that is estimated and how many of its sources reported.
-- params: scope, province_ids, period_id, earlier_period_id, indicator, lens
-- grain:  one row per unit of the lens, best value first, units without a value last
with

asked as (

    select
        $lens as lens,
        periods.period_id,
        periods.period_end
    from periods
    where periods.period_id in ($period_id, $earlier_period_id)

),

provinces as (

    select
        lens_units.org_unit_id,
        min(lens_units.province_id) as province_id
    from lens_units
    where lens_units.lens = $lens and list_contains($province_ids, lens_units.province_id)
    group by lens_units.org_unit_id

),

links as (

    select
        asked.period_id,
        restatement.from_id,
        provinces.org_unit_id,
        provinces.province_id,
        restatement.weight,
        restatement.is_exact,
        $scope is null or list_contains($scope, restatement.from_id) as is_in_scope
    from restatement
    inner join provinces on restatement.to_id = provinces.org_unit_id
    inner join asked
        on
            restatement.lens = asked.lens
            and restatement.valid_from <= asked.period_end
            and restatement.valid_to >= asked.period_end
    where restatement.lens = $lens

),

-- The sources' values first, put together then: a choice made by joining goes through no grouping.
parts as (

    select
        current_observations.org_unit_id,
        current_observations.period_id,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator,
        any_value(current_observations.submission_id) filter (where indicator_elements.is_numerator)
            as submission_id,
        any_value(current_observations.cell) filter (where indicator_elements.is_numerator) as cell,
        bool_or(current_observations.value is null) as is_not_applicable,
        any_value(indicator_elements.is_ratio) as is_ratio
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    where
        indicator_elements.indicator = $indicator
        and current_observations.period_id in ($period_id, $earlier_period_id)
        and current_observations.org_unit_id in (select links.from_id from links)
    group by current_observations.org_unit_id, current_observations.period_id

),

sources as (

    select
        links.period_id,
        links.org_unit_id,
        links.province_id,
        links.is_exact,
        links.is_in_scope,
        current_unit_reports.state,
        parts.is_not_applicable,
        parts.submission_id,
        parts.cell,
        links.weight * parts.numerator as numerator,
        links.weight * parts.denominator as denominator,
        links.is_in_scope and parts.numerator is not null and (not parts.is_ratio or parts.denominator > 0)
            as is_known
    from links
    left join parts on links.from_id = parts.org_unit_id and links.period_id = parts.period_id
    left join current_unit_reports
        on links.from_id = current_unit_reports.org_unit_id and current_unit_reports.period_id = $period_id

),

summed as (

    select
        sources.org_unit_id,
        sources.period_id,
        any_value(sources.province_id) as province_id,
        count(*) as expected_sources,
        count(*) filter (where sources.state = 'not_established') as not_established_sources,
        count(sources.state) as answering_sources,
        count(*) filter (where sources.is_not_applicable) as not_applicable_sources,
        count(*) filter (where sources.is_known) as reported_sources,
        sum(sources.numerator) filter (where sources.is_known) as numerator,
        sum(sources.denominator) filter (where sources.is_known) as denominator,
        sum(sources.numerator) filter (where sources.is_known and not sources.is_exact)
            as estimated_numerator,
        sum(sources.denominator) filter (where sources.is_known and not sources.is_exact)
            as estimated_denominator,
        bool_and(sources.is_exact) filter (where sources.is_known) as is_exact,
        if(
            count(*) filter (where sources.is_known) = 1,
            any_value(sources.submission_id) filter (where sources.is_known),
            null
        ) as submission_id,
        if(
            count(*) filter (where sources.is_known) = 1,
            any_value(sources.cell) filter (where sources.is_known),
            null
        ) as cell
    from sources
    group by sources.org_unit_id, sources.period_id
    having bool_or(sources.is_in_scope)

),

renamed_units as (

    select
        org_unit_events.org_unit_id,
        arg_max(org_unit_events.name_after, org_unit_events.event_date) as name
    from org_unit_events
    inner join periods on periods.period_id = $period_id
    where $lens != 'reported' or org_unit_events.event_date <= periods.period_end
    group by org_unit_events.org_unit_id

),

valued as (

    select
        summed.org_unit_id,
        summed.period_id,
        summed.province_id,
        summed.expected_sources,
        summed.not_established_sources,
        summed.answering_sources,
        summed.not_applicable_sources,
        summed.reported_sources,
        summed.numerator,
        summed.denominator,
        summed.estimated_numerator,
        summed.estimated_denominator,
        summed.is_exact,
        summed.submission_id,
        summed.cell,
        if(
            indicators.denominator is null,
            summed.numerator,
            indicators.factor * summed.numerator / summed.denominator
        ) as value,
        indicators.higher_is_better
    from summed
    cross join indicators
    where indicators.indicator = $indicator

),

final as (

    select
        now.org_unit_id,
        coalesce(comparable_areas.name, renamed_units.name, org_units.name) as name,
        coalesce(comparable_areas.name, org_units.short_name) as short_name,
        now.province_id,
        case
            when now.value is not null then 'reported'
            when now.not_established_sources = now.expected_sources then 'not_established'
            when now.answering_sources < now.expected_sources then 'not_reported'
            when
                now.not_applicable_sources + now.not_established_sources >= now.expected_sources
                then 'not_applicable'
            else 'no_figure'
        end as state,
        now.value,
        now.numerator,
        now.denominator,
        earlier.value as earlier_value,
        if(earlier.is_exact, 'exact', if(earlier.is_exact is null, null, 'estimate')) as earlier_method,
        if(
            now.value is null,
            null,
            rank() over (order by if(now.higher_is_better is false, now.value, -now.value) nulls last)
        ) as rank,
        if(now.is_exact, 'exact', 'estimate') as method,
        if(
            now.value is null,
            null,
            greatest(
                coalesce(now.estimated_numerator / nullif(now.numerator, 0), 0),
                coalesce(now.estimated_denominator / nullif(now.denominator, 0), 0)
            )
        ) as estimated_share,
        now.reported_sources,
        now.expected_sources,
        now.cell,
        submissions.receipt_code,
        submissions.file_name,
        submissions.submitted_at
    from valued as now
    left join valued as earlier
        on now.org_unit_id = earlier.org_unit_id and earlier.period_id = $earlier_period_id
    left join org_units on now.org_unit_id = org_units.org_unit_id
    left join comparable_areas on now.org_unit_id = comparable_areas.org_unit_id
    left join renamed_units on now.org_unit_id = renamed_units.org_unit_id
    left join submissions on now.submission_id = submissions.submission_id
    where now.period_id = $period_id

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
    if(value is null, null, method) as method,
    earlier_method,
    estimated_share,
    reported_sources,
    expected_sources,
    cell,
    receipt_code,
    file_name,
    submitted_at
from final
order by rank nulls last, name collate vi, org_unit_id
