-- One indicator in every province of the period's map, from the sums of its units, with its rank.
-- params: scope, period_id, earlier_period_id, indicator
-- grain:  one row per province that is in scope as a whole, best value first, provinces without a value last
with

chosen as (

    select
        periods.period_id,
        periods.period_end,
        periods.vintage
    from periods
    where periods.period_id in ($period_id, $earlier_period_id)

),

expected_units as (

    select
        chosen.period_id,
        reporting_units.org_unit_id,
        reporting_units.province_id
    from reporting_units
    inner join chosen on reporting_units.vintage = chosen.vintage
    where
        $scope is null
        or (
            list_contains($scope, reporting_units.province_id)
            and list_contains($scope, reporting_units.org_unit_id)
        )

),

summed as (

    select
        expected_units.period_id,
        expected_units.province_id,
        count(*) as expected_units,
        count(indicator_parts.numerator) as reported_units,
        sum(indicator_parts.numerator) as numerator,
        sum(indicator_parts.denominator) as denominator
    from expected_units
    left join indicator_parts
        on
            expected_units.org_unit_id = indicator_parts.org_unit_id
            and expected_units.period_id = indicator_parts.period_id
            and indicator_parts.indicator = $indicator
    group by expected_units.period_id, expected_units.province_id

),

-- Last year's provinces as this period's: each former one went over whole.
earlier_sums as (

    select
        coalesce(crosswalk.to_id, summed.province_id) as province_id,
        sum(summed.numerator) as numerator,
        sum(summed.denominator) as denominator
    from summed
    inner join chosen on chosen.period_id = $period_id
    left join crosswalk
        on
            summed.province_id = crosswalk.from_id
            and crosswalk.level = 'province'
            and not starts_with(summed.province_id, chosen.vintage)
    where summed.period_id = $earlier_period_id
    group by coalesce(crosswalk.to_id, summed.province_id)

),

reports as (

    select
        org_units.province_id,
        bool_or(current_unit_reports.state = 'reported') as has_reported
    from current_unit_reports
    inner join org_units on current_unit_reports.org_unit_id = org_units.org_unit_id
    where
        current_unit_reports.period_id = $period_id
        and ($scope is null or list_contains($scope, current_unit_reports.org_unit_id))
    group by org_units.province_id

),

valued as (

    select
        now.province_id as org_unit_id,
        now.numerator,
        now.denominator,
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
        ) as earlier_value
    from summed as now
    inner join indicators on indicators.indicator = $indicator
    left join earlier_sums as earlier on now.province_id = earlier.province_id
    left join reports on now.province_id = reports.province_id
    where now.period_id = $period_id

),

final as (

    select
        valued.org_unit_id,
        org_unit_names.name,
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
        if(
            valued.value is null,
            null,
            rank() over (
                order by if(valued.higher_is_better is false, valued.value, -valued.value) nulls last
            )
        ) as rank,
        valued.reported_sources,
        valued.expected_sources
    from valued
    inner join org_units on valued.org_unit_id = org_units.org_unit_id
    inner join chosen on chosen.period_id = $period_id
    inner join org_unit_names
        on
            valued.org_unit_id = org_unit_names.org_unit_id
            and chosen.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or chosen.period_end < org_unit_names.valid_before)

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
    if(value is null, null, 'exact') as method,
    if(value is null, null, 0.0) as estimated_share,
    reported_sources,
    expected_sources,
    null::varchar as cell,
    null::varchar as receipt_code,
    null::varchar as file_name,
    null::timestamp as submitted_at
from final
order by rank nulls last, name collate vi, org_unit_id
