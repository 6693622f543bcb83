-- Where a unit's fund does not open with what it closed with the quarter before, with both cells. Differences
-- below a million đồng come from rounding in sheets in triệu and are left out.
-- params: scope, province_ids, period_id
-- grain:  one row per unit and quarter with a break up to the period, largest first
with

balances as (

    select
        current_observations.org_unit_id,
        periods.period_id,
        periods.period_start,
        periods.period_end,
        max(current_observations.value)
        filter (where current_observations.data_element = 'fund_opening') as opening,
        max(current_observations.value)
        filter (where current_observations.data_element = 'fund_closing') as closing,
        max(current_observations.cell)
        filter (where current_observations.data_element = 'fund_opening') as opening_cell,
        max(current_observations.cell)
        filter (where current_observations.data_element = 'fund_closing') as closing_cell,
        max(submissions.file_name)
        filter (where current_observations.data_element = 'fund_opening') as opening_file,
        max(submissions.file_name)
        filter (where current_observations.data_element = 'fund_closing') as closing_file
    from current_observations
    inner join periods on current_observations.period_id = periods.period_id
    inner join reporting_units on current_observations.org_unit_id = reporting_units.org_unit_id
    inner join submissions on current_observations.submission_id = submissions.submission_id
    inner join periods as chosen on chosen.period_id = $period_id
    where
        current_observations.data_element in ('fund_opening', 'fund_closing')
        and not periods.is_cumulative
        and periods.period_end <= chosen.period_end
        and list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_observations.org_unit_id))
    group by
        current_observations.org_unit_id,
        periods.period_id,
        periods.period_start,
        periods.period_end

),

final as (

    select
        now.org_unit_id,
        org_unit_names.name,
        before.period_id as earlier_period_id,
        now.period_id,
        now.period_end,
        before.closing,
        now.opening,
        now.opening - before.closing as difference,
        before.closing_file,
        before.closing_cell,
        now.opening_file,
        now.opening_cell
    from balances as now
    inner join balances as before
        on
            now.org_unit_id = before.org_unit_id
            and now.period_start = before.period_end + interval 1 day
    inner join org_unit_names
        on
            now.org_unit_id = org_unit_names.org_unit_id
            and now.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or now.period_end < org_unit_names.valid_before)
    where abs(now.opening - before.closing) >= 1000000

)

select
    org_unit_id,
    name,
    earlier_period_id,
    period_id,
    closing,
    opening,
    difference,
    closing_file,
    closing_cell,
    opening_file,
    opening_cell
from final
order by abs(difference) desc, name collate vi asc, period_end asc
