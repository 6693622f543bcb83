-- One indicator in every unit that should report, with its rank, its source cell and last year's value.
-- On the map of a lens: restated, with the share that is estimated and how many of its sources reported.
-- params: scope, province_ids, period_id, earlier_period_id, indicator, lens
-- grain:  one row per unit of the lens, best value first, units without a value last
with

asked as (

    select
        periods.period_end,
        earlier_periods.period_end as earlier_end,
        indicators.denominator is not null as is_ratio,
        indicators.factor,
        indicators.higher_is_better
    from periods
    cross join indicators
    left join periods as earlier_periods on earlier_periods.period_id = $earlier_period_id
    where periods.period_id = $period_id and indicators.indicator = $indicator

),

units as (

    select
        lens_units.org_unit_id,
        min(lens_units.province_id) as province_id
    from lens_units
    where lens_units.lens = $lens and list_contains($province_ids, lens_units.province_id)
    group by lens_units.org_unit_id

),

links as (

    select
        restatement.from_id,
        restatement.to_id as org_unit_id,
        restatement.weight,
        restatement.is_exact,
        $scope is null or list_contains($scope, restatement.from_id) as is_in_scope,
        restatement.valid_from <= asked.period_end and restatement.valid_to >= asked.period_end
            as is_expected,
        restatement.valid_from <= asked.earlier_end and restatement.valid_to >= asked.earlier_end
            as was_expected
    from restatement
    cross join asked
    where restatement.lens = $lens and restatement.to_id in (select units.org_unit_id from units)

),

-- The sources' values first, put together then: a choice made by joining goes through no grouping.
found as (

    select
        current_observations.org_unit_id,
        current_observations.value,
        current_observations.submission_id,
        current_observations.cell,
        indicator_elements.is_numerator,
        current_observations.period_id = $period_id as is_now,
        current_observations.period_id = $earlier_period_id as is_earlier
    from current_observations
    inner join indicator_elements on current_observations.data_element = indicator_elements.data_element
    where
        indicator_elements.indicator = $indicator
        and current_observations.period_id in ($period_id, $earlier_period_id)
        and current_observations.org_unit_id in (select links.from_id from links)

),

-- Both periods side by side, so that all that follows has one row for each source, or unit.
parts as (

    select
        org_unit_id,
        max(if(is_now and is_numerator, value, null)) as numerator,
        max(if(is_now and not is_numerator, value, null)) as denominator,
        max(if(is_earlier and is_numerator, value, null)) as earlier_numerator,
        max(if(is_earlier and not is_numerator, value, null)) as earlier_denominator,
        any_value(if(is_now and is_numerator, submission_id, null)) as submission_id,
        any_value(if(is_now and is_numerator, cell, null)) as cell,
        bool_or(is_now and value is null) as is_not_applicable
    from found
    group by org_unit_id

),

sources as (

    select
        links.org_unit_id,
        links.weight,
        links.is_exact,
        links.is_expected,
        links.is_in_scope and links.is_expected as is_shown,
        current_unit_reports.state,
        parts.is_not_applicable,
        parts.submission_id,
        parts.cell,
        parts.numerator,
        parts.denominator,
        parts.earlier_numerator,
        parts.earlier_denominator,
        links.is_in_scope
        and links.is_expected
        and parts.numerator is not null
        and (not asked.is_ratio or parts.denominator > 0) as is_known,
        links.is_in_scope
        and links.was_expected
        and parts.earlier_numerator is not null
        and (not asked.is_ratio or parts.earlier_denominator > 0) as was_known
    from links
    cross join asked
    left join parts on links.from_id = parts.org_unit_id
    left join current_unit_reports
        on links.from_id = current_unit_reports.org_unit_id and current_unit_reports.period_id = $period_id

),

summed as (

    select
        org_unit_id,
        count(*) filter (where is_expected) as expected_sources,
        count(*) filter (where is_expected and state = 'not_established') as not_established_sources,
        count(*) filter (where is_expected and state is not null) as answering_sources,
        count(*) filter (where is_expected and is_not_applicable) as not_applicable_sources,
        count(*) filter (where is_known) as reported_sources,
        sum(if(is_known, weight * numerator, null)) as numerator,
        sum(if(is_known, weight * denominator, null)) as denominator,
        sum(if(is_known and not is_exact, weight * numerator, null)) as estimated_numerator,
        sum(if(is_known and not is_exact, weight * denominator, null)) as estimated_denominator,
        bool_and(if(is_known, is_exact, null)) as is_exact,
        sum(if(was_known, weight * earlier_numerator, null)) as earlier_numerator,
        sum(if(was_known, weight * earlier_denominator, null)) as earlier_denominator,
        bool_and(if(was_known, is_exact, null)) as was_exact,
        any_value(if(is_known, submission_id, null)) as submission_id,
        any_value(if(is_known, cell, null)) as cell
    from sources
    group by org_unit_id
    having bool_or(is_shown)

),

valued as (

    select
        summed.org_unit_id,
        summed.expected_sources,
        summed.not_established_sources,
        summed.answering_sources,
        summed.not_applicable_sources,
        summed.reported_sources,
        summed.numerator,
        summed.denominator,
        asked.higher_is_better,
        if(asked.is_ratio, asked.factor * summed.numerator / summed.denominator, summed.numerator) as value,
        if(
            asked.is_ratio,
            asked.factor * summed.earlier_numerator / summed.earlier_denominator,
            summed.earlier_numerator
        ) as earlier_value,
        if(summed.was_exact, 'exact', if(summed.was_exact is null, null, 'estimate')) as earlier_method,
        if(summed.is_exact, 'exact', if(summed.is_exact is null, null, 'estimate')) as method,
        greatest(
            coalesce(summed.estimated_numerator / nullif(summed.numerator, 0), 0),
            coalesce(summed.estimated_denominator / nullif(summed.denominator, 0), 0)
        ) as estimated_share,
        if(summed.reported_sources = 1, summed.submission_id, null) as submission_id,
        if(summed.reported_sources = 1, summed.cell, null) as cell
    from summed
    cross join asked

),

renamed_units as (

    select
        org_unit_events.org_unit_id,
        arg_max(org_unit_events.name_after, org_unit_events.event_date) as name
    from org_unit_events
    inner join asked on $lens != 'reported' or org_unit_events.event_date <= asked.period_end
    group by org_unit_events.org_unit_id

),

-- Names come to few columns: each join costs what it carries.
named as (

    select
        units.org_unit_id,
        units.province_id,
        coalesce(comparable_areas.name, renamed_units.name, org_units.name) as name,
        coalesce(comparable_areas.name, org_units.short_name) as short_name
    from units
    left join org_units on units.org_unit_id = org_units.org_unit_id
    left join comparable_areas on units.org_unit_id = comparable_areas.org_unit_id
    left join renamed_units on units.org_unit_id = renamed_units.org_unit_id

),

final as (

    select
        valued.org_unit_id,
        named.name,
        named.short_name,
        named.province_id,
        case
            when valued.value is not null then 'reported'
            when valued.not_established_sources = valued.expected_sources then 'not_established'
            when valued.answering_sources < valued.expected_sources then 'not_reported'
            when
                valued.not_applicable_sources + valued.not_established_sources >= valued.expected_sources
                then 'not_applicable'
            else 'no_figure'
        end as state,
        valued.value,
        valued.numerator,
        valued.denominator,
        valued.earlier_value,
        if(
            valued.value is null,
            null,
            rank() over (
                order by if(valued.higher_is_better is false, valued.value, -valued.value) nulls last
            )
        ) as rank,
        valued.method,
        valued.earlier_method,
        if(valued.value is null, null, valued.estimated_share) as estimated_share,
        valued.reported_sources,
        valued.expected_sources,
        valued.cell,
        submissions.receipt_code,
        submissions.file_name,
        submissions.submitted_at
    from valued
    inner join named on valued.org_unit_id = named.org_unit_id
    left join submissions on valued.submission_id = submissions.submission_id

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
