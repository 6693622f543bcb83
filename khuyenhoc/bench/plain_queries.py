"""The plainest SQL that gives the figures of a query, over one sorted table of the values that count.

No lenses, no scope, no approximate shares, no states of units without a value: what is left when only the
numbers of the units that reported are asked for. The store's queries are held against these
(`bench --only national`).

The table `plain` has data_element, period_id, org_unit_id, value and cell, sorted in this order; `units` are
the reporting units with their names.
"""

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
        select u.org_unit_id, u.name,
            max(if(i.denominator is null, n.value, factor * n.value / d.value))
                filter (where n.period_id = $period_id) as value,
            max(if(i.denominator is null, n.value, factor * n.value / d.value))
                filter (where n.period_id = $earlier_period_id) as earlier_value,
            max(n.cell) filter (where n.period_id = $period_id) as cell
        from indicators i
        join plain n on n.data_element = i.numerator
        join units u on u.org_unit_id = n.org_unit_id
        left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
            and d.org_unit_id = n.org_unit_id and d.period_id in ($period_id, $earlier_period_id)
        where i.indicator = $indicator and n.period_id in ($period_id, $earlier_period_id)
            and list_contains($province_ids, u.province_id)
            and n.value is not null and (i.denominator is null or d.value > 0)
        group by u.org_unit_id, u.name order by value desc, u.name collate vi
    """,
    "indicator_by_province": """
        select u.province_id as org_unit_id,
            any_value(factor) * sum(n.value) / coalesce(sum(d.value), 1) as value,
            count(*) as reported_sources
        from indicators i
        join plain n on n.data_element = i.numerator
        join units u on u.org_unit_id = n.org_unit_id
        left join plain d on d.data_element = i.denominator and d.period_id = $period_id
            and d.org_unit_id = n.org_unit_id
        where i.indicator = $indicator and n.period_id = $period_id
            and n.value is not null and (i.denominator is null or d.value > 0)
        group by u.province_id order by value desc
    """,
    "indicator_series": """
        select n.period_id, any_value(factor) * sum(n.value) / coalesce(sum(d.value), 1) as value,
            sum(n.value) as numerator, sum(d.value) as denominator, count(*) as reported_units
        from indicators i
        join plain n on n.data_element = i.numerator
        join units u on u.org_unit_id = n.org_unit_id
        left join plain d on d.data_element = i.denominator and d.period_id = n.period_id
            and d.org_unit_id = n.org_unit_id
        where i.indicator = $indicator and list_contains($province_ids, u.province_id)
            and n.value is not null and (i.denominator is null or d.value > 0)
        group by n.period_id order by n.period_id
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
        select org_unit_id, value
        from plain join units u using (org_unit_id)
        where period_id = $period_id and data_element = $data_element
            and list_contains($province_ids, u.province_id)
        order by org_unit_id
    """,
    "unit_target_standing": """
        select u.org_unit_id, u.name, if(i.denominator is null, n.value, factor * n.value / d.value) as value
        from indicators i
        join plain n on n.data_element = i.numerator
        join units u on u.org_unit_id = n.org_unit_id
        left join plain d on d.data_element = i.denominator and d.period_id = $period_id
            and d.org_unit_id = n.org_unit_id
        where i.indicator = $indicator and n.period_id = $period_id
            and list_contains($province_ids, u.province_id)
            and n.value is not null and (i.denominator is null or d.value > 0)
        order by u.name collate vi, u.org_unit_id
    """,
}
