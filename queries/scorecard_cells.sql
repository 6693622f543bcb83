-- Every indicator in every unit that should report: now, in the period before and in the same period last
-- year. On the map of a lens: restated, with the share that is estimated and how many of its sources
-- reported.
-- params: scope, province_ids, period_id, previous_period_id, earlier_period_id, lens
-- grain:  one row per unit of the lens and indicator, units by name, indicators in display order
with

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
        periods.period_id,
        restatement.from_id,
        restatement.to_id as org_unit_id,
        restatement.weight,
        restatement.is_exact,
        $scope is null or list_contains($scope, restatement.from_id) as is_in_scope
    from restatement
    inner join periods
        on restatement.valid_from <= periods.period_end and restatement.valid_to >= periods.period_end
    where
        restatement.lens = $lens
        and periods.period_id in ($period_id, $previous_period_id, $earlier_period_id)
        and restatement.to_id in (select provinces.org_unit_id from provinces)

),

sources as (

    select
        indicator_parts.indicator,
        links.org_unit_id,
        links.period_id = $period_id as is_now,
        links.period_id = $previous_period_id as is_previous,
        links.period_id = $earlier_period_id as is_earlier,
        links.is_exact,
        indicator_parts.is_ratio,
        indicator_parts.factor,
        links.weight * indicator_parts.numerator as numerator,
        links.weight * indicator_parts.denominator as denominator
    from indicator_parts
    inner join links
        on indicator_parts.org_unit_id = links.from_id and indicator_parts.period_id = links.period_id
    where
        indicator_parts.period_id in ($period_id, $previous_period_id, $earlier_period_id)
        and links.is_in_scope

),

-- A row for each unit and indicator with its three periods side by side: one grouping, and one join later on.
summed as (

    select
        indicator,
        org_unit_id,
        any_value(is_ratio) as is_ratio,
        any_value(factor) as factor,
        sum(if(is_now, numerator, null)) as numerator,
        sum(if(is_now, denominator, null)) as denominator,
        sum(if(is_now and not is_exact, numerator, null)) as estimated_numerator,
        sum(if(is_now and not is_exact, denominator, null)) as estimated_denominator,
        bool_and(if(is_now, is_exact, null)) as is_exact,
        count(*) filter (where is_now) as reported_sources,
        sum(if(is_previous, numerator, null)) as previous_numerator,
        sum(if(is_previous, denominator, null)) as previous_denominator,
        bool_and(if(is_previous, is_exact, null)) as is_previous_exact,
        sum(if(is_earlier, numerator, null)) as earlier_numerator,
        sum(if(is_earlier, denominator, null)) as earlier_denominator,
        bool_and(if(is_earlier, is_exact, null)) as is_earlier_exact
    from sources
    group by indicator, org_unit_id

),

valued as (

    select
        summed.indicator,
        summed.org_unit_id,
        summed.numerator,
        summed.denominator,
        summed.reported_sources,
        if(summed.is_ratio, summed.factor * summed.numerator / summed.denominator, summed.numerator) as value,
        if(
            summed.is_ratio,
            summed.factor * summed.previous_numerator / summed.previous_denominator,
            summed.previous_numerator
        ) as previous_value,
        if(
            summed.is_ratio,
            summed.factor * summed.earlier_numerator / summed.earlier_denominator,
            summed.earlier_numerator
        ) as earlier_value,
        if(
            summed.is_exact is null,
            null,
            greatest(
                coalesce(summed.estimated_numerator / nullif(summed.numerator, 0), 0),
                coalesce(summed.estimated_denominator / nullif(summed.denominator, 0), 0)
            )
        ) as estimated_share,
        if(summed.is_exact, 'exact', if(summed.is_exact is null, null, 'estimate')) as method,
        if(summed.is_previous_exact, 'exact', if(summed.is_previous_exact is null, null, 'estimate'))
            as previous_method,
        if(summed.is_earlier_exact, 'exact', if(summed.is_earlier_exact is null, null, 'estimate'))
            as earlier_method
    from summed

),

expected_units as (

    select
        links.org_unit_id,
        count(*) as expected_sources,
        count_if(current_unit_reports.state = 'not_established') as not_established_sources,
        count(current_unit_reports.state) as answering_sources,
        sum(links.weight * populations.value) filter (where links.is_in_scope) as population
    from links
    left join current_unit_reports
        on links.from_id = current_unit_reports.org_unit_id and current_unit_reports.period_id = $period_id
    left join current_observations as populations
        on
            links.from_id = populations.org_unit_id
            and populations.data_element = 'population'
            and populations.period_id = $period_id
    where links.period_id = $period_id
    group by links.org_unit_id
    having bool_or(links.is_in_scope)

),

not_applicable as (

    select
        not_applicable_figures.indicator,
        links.org_unit_id,
        count(*) as sources
    from not_applicable_figures
    inner join links
        on
            not_applicable_figures.org_unit_id = links.from_id
            and not_applicable_figures.period_id = links.period_id
    where links.period_id = $period_id
    group by not_applicable_figures.indicator, links.org_unit_id

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

named as (

    select
        expected_units.org_unit_id,
        coalesce(comparable_areas.name, renamed_units.name, org_units.name) as name,
        coalesce(comparable_areas.name, org_units.short_name) as short_name,
        org_units.type,
        provinces.province_id,
        expected_units.population,
        expected_units.not_established_sources,
        expected_units.answering_sources,
        expected_units.expected_sources
    from expected_units
    inner join provinces on expected_units.org_unit_id = provinces.org_unit_id
    left join org_units on expected_units.org_unit_id = org_units.org_unit_id
    left join comparable_areas on expected_units.org_unit_id = comparable_areas.org_unit_id
    left join renamed_units on expected_units.org_unit_id = renamed_units.org_unit_id

),

-- Names are put in order once for each unit, not for each of its indicators.
places as (

    select
        org_unit_id,
        row_number() over (order by name collate vi, org_unit_id) as place
    from named

),

final as (

    select
        named.org_unit_id,
        named.name,
        named.short_name,
        named.type,
        named.province_id,
        named.population,
        places.place,
        indicators.indicator,
        indicators.position,
        case
            when valued.value is not null then 'reported'
            when named.not_established_sources = named.expected_sources then 'not_established'
            when named.answering_sources < named.expected_sources then 'not_reported'
            when
                coalesce(not_applicable.sources, 0) + named.not_established_sources >= named.expected_sources
                then 'not_applicable'
            else 'no_figure'
        end as state,
        valued.value,
        valued.numerator,
        valued.denominator,
        valued.previous_value,
        valued.earlier_value,
        valued.method,
        valued.estimated_share,
        valued.previous_method,
        valued.earlier_method,
        coalesce(valued.reported_sources, 0) as reported_sources,
        named.expected_sources
    from named
    inner join places on named.org_unit_id = places.org_unit_id
    cross join indicators
    left join valued
        on named.org_unit_id = valued.org_unit_id and indicators.indicator = valued.indicator
    left join not_applicable
        on named.org_unit_id = not_applicable.org_unit_id and indicators.indicator = not_applicable.indicator

)

select
    org_unit_id,
    name,
    short_name,
    type,
    province_id,
    population,
    indicator,
    state,
    value,
    numerator,
    denominator,
    previous_value,
    earlier_value,
    method,
    estimated_share,
    previous_method,
    earlier_method,
    reported_sources,
    expected_sources
from final
order by place, position
