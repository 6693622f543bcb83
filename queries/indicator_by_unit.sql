-- One indicator in every unit that should report, with its rank, its source cell and last year's value.
-- On the map of a lens: restated, with the share that is estimated and how many of its sources reported.
-- params: scope, province_ids, period_id, earlier_period_id, indicator, lens
-- grain:  one row per unit of the lens, best value first, units without a value last
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
        and periods.period_id in ($period_id, $earlier_period_id)
        and restatement.to_id in (select provinces.org_unit_id from provinces)

),

parts as (

    select
        links.org_unit_id,
        links.period_id,
        sum(links.weight * indicator_parts.numerator) as numerator,
        sum(links.weight * indicator_parts.denominator) as denominator,
        sum(links.weight * indicator_parts.numerator) filter (where not links.is_exact)
            as estimated_numerator,
        sum(links.weight * indicator_parts.denominator) filter (where not links.is_exact)
            as estimated_denominator,
        any_value(indicator_parts.is_ratio) as is_ratio,
        any_value(indicator_parts.factor) as factor,
        bool_and(links.is_exact) as is_exact,
        count(*) as reported_sources,
        if(count(*) = 1, any_value(indicator_parts.submission_id), null) as submission_id,
        if(count(*) = 1, any_value(indicator_parts.cell), null) as cell
    from indicator_parts
    inner join links
        on indicator_parts.org_unit_id = links.from_id and indicator_parts.period_id = links.period_id
    where
        indicator_parts.indicator = $indicator
        and indicator_parts.period_id in ($period_id, $earlier_period_id)
        and links.is_in_scope
    group by links.org_unit_id, links.period_id

),

valued as (

    select
        parts.org_unit_id,
        parts.period_id,
        parts.numerator,
        parts.denominator,
        parts.is_exact,
        parts.reported_sources,
        parts.submission_id,
        parts.cell,
        if(parts.is_ratio, parts.factor * parts.numerator / parts.denominator, parts.numerator) as value,
        greatest(
            coalesce(parts.estimated_numerator / nullif(parts.numerator, 0), 0),
            coalesce(parts.estimated_denominator / nullif(parts.denominator, 0), 0)
        ) as estimated_share
    from parts

),

expected_units as (

    select
        links.org_unit_id,
        count(*) as expected_sources,
        count_if(current_unit_reports.state = 'not_established') as not_established_sources,
        count(current_unit_reports.state) as answering_sources,
        count(not_applicable.org_unit_id) as not_applicable_sources
    from links
    left join current_unit_reports
        on links.from_id = current_unit_reports.org_unit_id and current_unit_reports.period_id = $period_id
    left join not_applicable_figures as not_applicable
        on
            links.from_id = not_applicable.org_unit_id
            and not_applicable.period_id = $period_id
            and not_applicable.indicator = $indicator
    where links.period_id = $period_id
    group by links.org_unit_id
    having bool_or(links.is_in_scope)

),

names as (

    select
        lens_unit_names.org_unit_id,
        lens_unit_names.name,
        lens_unit_names.short_name
    from lens_unit_names
    inner join periods on periods.period_id = $period_id
    where
        ($lens != 'reported' or periods.period_end >= lens_unit_names.valid_from)
        and (
            lens_unit_names.valid_before is null
            or ($lens = 'reported' and periods.period_end < lens_unit_names.valid_before)
        )

),

final as (

    select
        expected_units.org_unit_id,
        names.name,
        names.short_name,
        provinces.province_id,
        case
            when now.value is not null then 'reported'
            when
                expected_units.not_established_sources = expected_units.expected_sources
                then 'not_established'
            when expected_units.answering_sources < expected_units.expected_sources then 'not_reported'
            when
                expected_units.not_applicable_sources + expected_units.not_established_sources
                >= expected_units.expected_sources
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
            rank() over (
                order by if(indicators.higher_is_better is false, now.value, -now.value) nulls last
            )
        ) as rank,
        if(now.is_exact, 'exact', 'estimate') as method,
        now.estimated_share,
        coalesce(now.reported_sources, 0) as reported_sources,
        expected_units.expected_sources,
        now.cell,
        submissions.receipt_code,
        submissions.file_name,
        submissions.submitted_at
    from expected_units
    inner join names on expected_units.org_unit_id = names.org_unit_id
    inner join provinces on expected_units.org_unit_id = provinces.org_unit_id
    cross join indicators
    left join valued as now
        on expected_units.org_unit_id = now.org_unit_id and now.period_id = $period_id
    left join valued as earlier
        on expected_units.org_unit_id = earlier.org_unit_id and earlier.period_id = $earlier_period_id
    left join submissions on now.submission_id = submissions.submission_id
    where indicators.indicator = $indicator

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
