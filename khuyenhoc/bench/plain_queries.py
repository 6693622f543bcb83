"""The plainest SQL that gives the answer of a query, over one sorted table of the values that count.

No lenses, no scope, no approximate shares, no names of another day, no flows added up: what is left when the
figures as reported are asked for. The store's queries are held against these (`bench --only national`).
Those in `WHOLE` give every column of the query, also the units without a value; the others give the figures
of the units that reported, which is less than the query does.

The table `plain` has data_element, period_id, org_unit_id, value, cell and submission_id, sorted by the first
three; `units` and `provinces` have the names of today, `reports` what the units said, `files` what came in.
"""

# Their plain form gives the whole answer (held by a test).
WHOLE = frozenset(
    {
        *("indicator_by_province", "indicator_by_unit", "indicator_series"),
        *("restated_values", "unit_target_standing"),
    }
)

# Query name -> SQL with the query's own parameters. A test holds that both give the same figures.
PLAIN: dict[str, str] = {
    "province_summary": """
        with sums as (
            select indicator, position, n.period_id, sum(n.value) as numerator, count(*) as units,
                if(any_value(i.denominator) is null, 1, any_value(factor) / sum(d.value)) as factor
            from indicators i
            join plain n on n.data_element = i.numerator
            join units u on u.org_unit_id = n.org_unit_id
            left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
                and d.org_unit_id = n.org_unit_id and d.period_id in ($period_id, $earlier_period_id)
            where n.period_id in ($period_id, $earlier_period_id)
                and list_contains($province_ids, u.province_id)
                and n.value is not null and (i.denominator is null or d.value > 0)
            group by indicator, position, n.period_id
        )
        select indicator,
            max(factor * numerator) filter (where period_id = $period_id) as value,
            max(factor * numerator) filter (where period_id = $earlier_period_id) as earlier_value,
            max(units) filter (where period_id = $period_id) as reported_units
        from sums group by indicator, position order by position
    """,
    "indicator_by_unit": """
        with figures as (
            select n.org_unit_id, n.period_id, n.value as numerator, d.value as denominator,
                if(i.denominator is null, n.value, factor * n.value / d.value) as value,
                n.cell, n.submission_id, higher_is_better
            from indicators i
            join plain n on n.data_element = i.numerator
            left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
                and d.org_unit_id = n.org_unit_id and d.period_id in ($period_id, $earlier_period_id)
            where i.indicator = $indicator and n.period_id in ($period_id, $earlier_period_id)
                and n.value is not null and (i.denominator is null or d.value > 0)
        ),
        not_applicable as (
            select distinct org_unit_id from plain
            join indicators i on data_element in (i.numerator, i.denominator)
            where i.indicator = $indicator and period_id = $period_id and value is null
        )
        select u.org_unit_id, u.name, u.short_name, u.province_id,
            case when now.value is not null then 'reported'
                when r.state = 'not_established' then 'not_established'
                when r.state is null then 'not_reported'
                when x.org_unit_id is not null then 'not_applicable' else 'no_figure' end as state,
            now.value, now.numerator, now.denominator, earlier.value as earlier_value,
            if(now.value is null, null, rank() over (
                order by if(now.higher_is_better is false, now.value, -now.value) nulls last)) as rank,
            if(now.value is null, null, 'exact') as method,
            if(earlier.value is null, null, 'exact') as earlier_method,
            if(now.value is null, null, 0.0) as estimated_share,
            if(now.value is null, 0, 1) as reported_sources, 1 as expected_sources,
            now.cell, receipt_code, file_name, submitted_at
        from units u
        left join figures now on now.org_unit_id = u.org_unit_id and now.period_id = $period_id
        left join figures earlier
            on earlier.org_unit_id = u.org_unit_id and earlier.period_id = $earlier_period_id
        left join reports r on r.org_unit_id = u.org_unit_id and r.period_id = $period_id
        left join not_applicable x on x.org_unit_id = u.org_unit_id
        left join files on files.submission_id = now.submission_id
        where list_contains($province_ids, u.province_id)
        order by rank nulls last, u.name collate vi, u.org_unit_id
    """,
    "indicator_by_province": """
        with sums as (
            select u.province_id, n.period_id, sum(n.value) as numerator, sum(d.value) as denominator,
                any_value(factor) * sum(n.value) / coalesce(sum(d.value), 1) as value,
                count(*) as units, any_value(higher_is_better) as higher_is_better
            from indicators i
            join plain n on n.data_element = i.numerator
            join units u on u.org_unit_id = n.org_unit_id
            left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
                and d.org_unit_id = n.org_unit_id and d.period_id in ($period_id, $earlier_period_id)
            where i.indicator = $indicator and n.period_id in ($period_id, $earlier_period_id)
                and n.value is not null and (i.denominator is null or d.value > 0)
            group by u.province_id, n.period_id
        ),
        counts as (
            select province_id, count(*) as units, bool_or(r.state = 'reported') as has_reported
            from units u left join reports r on r.org_unit_id = u.org_unit_id and r.period_id = $period_id
            group by province_id
        )
        select p.org_unit_id, p.name, p.short_name, p.org_unit_id as province_id,
            case when now.value is not null then 'reported' when counts.has_reported then 'no_figure'
                else 'not_reported' end as state,
            now.value, now.numerator, now.denominator, earlier.value as earlier_value,
            if(now.value is null, null, rank() over (
                order by if(now.higher_is_better is false, now.value, -now.value) nulls last)) as rank,
            if(now.value is null, null, 'exact') as method,
            if(earlier.value is null, null, 'exact') as earlier_method,
            if(now.value is null, null, 0.0) as estimated_share,
            coalesce(now.units, 0) as reported_sources, counts.units as expected_sources
        from provinces p
        join counts on counts.province_id = p.org_unit_id
        left join sums now on now.province_id = p.org_unit_id and now.period_id = $period_id
        left join sums earlier
            on earlier.province_id = p.org_unit_id and earlier.period_id = $earlier_period_id
        order by rank nulls last, p.name collate vi, p.org_unit_id
    """,
    "indicator_series": """
        with counts as (
            select count(*) as expected_units from units where list_contains($province_ids, province_id)
        )
        select n.period_id, any_value(period_end) as period_end, any_value(is_cumulative) as is_cumulative,
            any_value(p.vintage) as vintage,
            any_value(factor) * sum(n.value) / coalesce(sum(d.value), 1) as value,
            sum(n.value) as numerator, sum(d.value) as denominator, 'exact' as method,
            0.0 as estimated_share, count(*) as reported_units, any_value(expected_units) as expected_units
        from indicators i
        join plain n on n.data_element = i.numerator
        join units u on u.org_unit_id = n.org_unit_id
        join periods p on p.period_id = n.period_id
        cross join counts
        left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
            and d.org_unit_id = n.org_unit_id
        where i.indicator = $indicator and list_contains($province_ids, u.province_id)
            and n.value is not null and (i.denominator is null or d.value > 0)
        group by n.period_id order by period_end
    """,
    "units_to_date": """
        select u.org_unit_id, year, quarter(period_end) as quarter,
            if(i.denominator is null, n.value, factor * n.value / d.value) as value
        from indicators i
        join plain n on n.data_element = i.numerator
        join units u on u.org_unit_id = n.org_unit_id
        join periods p on p.period_id = n.period_id
        left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
            and d.org_unit_id = n.org_unit_id
        where i.indicator = $indicator and list_contains($province_ids, u.province_id)
            and n.value is not null and (i.denominator is null or d.value > 0)
        order by u.org_unit_id, year, quarter
    """,
    "unit_indicators": """
        select n.org_unit_id, indicator, n.period_id,
            if(i.denominator is null, n.value, factor * n.value / d.value) as value
        from indicators i
        join plain n on n.data_element = i.numerator
        left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
            and d.org_unit_id = n.org_unit_id and list_contains($org_unit_ids, d.org_unit_id)
        where list_contains($org_unit_ids, n.org_unit_id)
            and n.value is not null and (i.denominator is null or d.value > 0)
        order by n.org_unit_id, position, n.period_id
    """,
    "scorecard_cells": """
        select u.org_unit_id, u.name, indicator,
            max(if(i.denominator is null, n.value, factor * n.value / d.value))
                filter (where n.period_id = $period_id) as value,
            max(if(i.denominator is null, n.value, factor * n.value / d.value))
                filter (where n.period_id = $previous_period_id) as previous_value,
            max(if(i.denominator is null, n.value, factor * n.value / d.value))
                filter (where n.period_id = $earlier_period_id) as earlier_value
        from indicators i
        join plain n on n.data_element = i.numerator
        join units u on u.org_unit_id = n.org_unit_id
        left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
            and d.org_unit_id = n.org_unit_id
            and d.period_id in ($period_id, $previous_period_id, $earlier_period_id)
        where n.period_id in ($period_id, $previous_period_id, $earlier_period_id)
            and list_contains($province_ids, u.province_id)
            and n.value is not null and (i.denominator is null or d.value > 0)
        group by u.org_unit_id, u.name, indicator, position
        order by u.name collate vi, u.org_unit_id, position
    """,
    "elements_by_unit": """
        select u.org_unit_id, u.name, data_element, value
        from plain join units u using (org_unit_id)
        where period_id = $period_id and list_contains($data_elements, data_element)
            and list_contains($province_ids, u.province_id)
        order by u.name collate vi, u.org_unit_id, data_element
    """,
    "elements_over_time": """
        select data_element, period_id, sum(value) as value, count(*) as reported_units
        from plain join units u using (org_unit_id)
        where list_contains($data_elements, data_element) and list_contains($province_ids, u.province_id)
            and value is not null
        group by data_element, period_id order by data_element, period_id
    """,
    "province_elements": """
        select data_element, sum(value) filter (where period_id = $period_id) as value,
            sum(value) filter (where period_id = $earlier_period_id) as earlier_value,
            sum(value) filter (where data_elements.kind = 'flow' and year = left($period_id, 4)::int)
                as year_to_date
        from plain join units u using (org_unit_id) join data_elements using (data_element)
        join periods using (period_id)
        where list_contains($province_ids, u.province_id) and value is not null
            and (year = left($period_id, 4)::int and period_id <= $period_id
                or year = left($earlier_period_id, 4)::int and period_id <= $earlier_period_id)
        group by data_element, position order by position
    """,
    "unit_elements": """
        select org_unit_id, data_element, value
        from plain join units u using (org_unit_id) join data_elements using (data_element)
        where period_id = $period_id and list_contains($province_ids, u.province_id)
        order by org_unit_id, position
    """,
    "unit_history": """
        select org_unit_id, data_element, period_id, value
        from plain join units u using (org_unit_id)
        where period_id in (
                select period_id from periods
                where period_end < (select period_start from periods where period_id = $period_id)
                    and year >= left($period_id, 4)::int - 2
            )
            and u.province_id = $province_id and value is not null
        order by org_unit_id, data_element, period_id
    """,
    "restated_values": """
        select u.org_unit_id, u.name, value, if(value is null, null, 'exact') as method,
            if(value is null, null, 0.0) as estimated_share,
            if(value is null, 0, 1) as reported_sources, 1 as expected_sources
        from units u
        left join plain on plain.org_unit_id = u.org_unit_id
            and period_id = $period_id and data_element = $data_element
        where list_contains($province_ids, u.province_id)
        order by u.org_unit_id
    """,
    "unit_target_standing": """
        with figures as (
            select n.org_unit_id, n.period_id, n.value as numerator, d.value as denominator,
                if(i.denominator is null, n.value, factor * n.value / d.value) as value,
                n.cell, n.submission_id
            from indicators i
            join plain n on n.data_element = i.numerator
            left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
                and d.org_unit_id = n.org_unit_id and d.period_id in ($period_id, $base_period_id)
            where i.indicator = $indicator and n.period_id in ($period_id, $base_period_id)
                and n.value is not null and (i.denominator is null or d.value > 0)
        ),
        not_applicable as (
            select distinct org_unit_id from plain
            join indicators i on data_element in (i.numerator, i.denominator)
            where i.indicator = $indicator and period_id = $period_id and value is null
        ),
        next_targets as (
            select scope, arg_min(struct_pack(value, year, scope, legal_act), year) as t
            from targets where indicator = $indicator and year >= left($period_id, 4)::int
            group by scope
        ),
        common as (
            select arg_min(t, (t.year, scope = 'VN')) as t from next_targets
            where scope in ('VN', $province_code)
        )
        select u.org_unit_id, u.name,
            case when now.value is not null then 'reported'
                when r.state = 'not_established' then 'not_established'
                when r.state is null then 'not_reported'
                when x.org_unit_id is not null then 'not_applicable' else 'no_figure' end as state,
            now.value, now.numerator, now.denominator, base.value as base_value,
            if(own.t is null or own.t.year > common.t.year, common.t, own.t) as goal,
            struct_extract(goal, 'value') as target_value, struct_extract(goal, 'year') as target_year,
            struct_extract(goal, 'scope') as target_scope, struct_extract(goal, 'legal_act') as legal_act,
            now.cell, file_name
        from units u
        cross join common
        left join figures now on now.org_unit_id = u.org_unit_id and now.period_id = $period_id
        left join figures base on base.org_unit_id = u.org_unit_id and base.period_id = $base_period_id
        left join next_targets own on own.scope = u.org_unit_id
        left join reports r on r.org_unit_id = u.org_unit_id and r.period_id = $period_id
        left join not_applicable x on x.org_unit_id = u.org_unit_id
        left join files on files.submission_id = now.submission_id
        where list_contains($province_ids, u.province_id)
        order by u.name collate vi, u.org_unit_id
    """,
}
