-- Which provinces have figures for which periods.
-- params: scope
-- grain:  one row per province and period, newest period first
with

final as (

    select
        org_units.province_id,
        current_unit_reports.period_id,
        periods.period_end,
        periods.is_cumulative,
        count(*) as reported_units,
        bool_or(submissions.is_synthetic) as is_synthetic
    from current_unit_reports
    inner join org_units on current_unit_reports.org_unit_id = org_units.org_unit_id
    inner join periods on current_unit_reports.period_id = periods.period_id
    inner join submissions on current_unit_reports.submission_id = submissions.submission_id
    where $scope is null or list_contains($scope, org_units.org_unit_id)
    group by
        org_units.province_id,
        current_unit_reports.period_id,
        periods.period_end,
        periods.is_cumulative

)

select
    province_id,
    period_id,
    period_end,
    is_cumulative,
    reported_units,
    is_synthetic
from final
order by period_end desc, is_cumulative asc, province_id asc
