-- Whether each unit of some provinces reported each period, or has no association yet.
-- params: scope, province_ids
-- grain:  one row per unit and period with a report
with

final as (

    select
        current_unit_reports.org_unit_id,
        reporting_units.province_id,
        current_unit_reports.period_id,
        periods.period_end,
        current_unit_reports.state,
        submissions.is_synthetic,
        submissions.receipt_code
    from current_unit_reports
    inner join reporting_units on current_unit_reports.org_unit_id = reporting_units.org_unit_id
    inner join periods on current_unit_reports.period_id = periods.period_id
    inner join submissions on current_unit_reports.submission_id = submissions.submission_id
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, current_unit_reports.org_unit_id))

)

select
    org_unit_id,
    province_id,
    period_id,
    state,
    is_synthetic,
    receipt_code
from final
order by org_unit_id, period_end, period_id
