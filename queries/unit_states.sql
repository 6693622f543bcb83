-- Which units reported a period, which did not, and which have no association yet.
-- params: scope, province_ids, period_id
-- grain:  one row per expected unit, late ones first
with

period as (

    select
        periods.period_id,
        periods.period_end
    from periods
    where periods.period_id = $period_id

),

final as (

    select
        reporting_units.org_unit_id,
        org_unit_names.name,
        coalesce(current_unit_reports.state, 'not_reported') as state,
        submissions.receipt_code,
        submissions.file_name,
        submissions.submitted_at,
        submissions.is_synthetic
    from units_of_period as reporting_units
    inner join period on reporting_units.period_id = period.period_id
    inner join org_unit_names
        on
            reporting_units.org_unit_id = org_unit_names.org_unit_id
            and period.period_end >= org_unit_names.valid_from
            and (org_unit_names.valid_before is null or period.period_end < org_unit_names.valid_before)
    left join current_unit_reports
        on
            reporting_units.org_unit_id = current_unit_reports.org_unit_id
            and current_unit_reports.period_id = $period_id
    left join submissions on current_unit_reports.submission_id = submissions.submission_id
    where
        list_contains($province_ids, reporting_units.province_id)
        and ($scope is null or list_contains($scope, reporting_units.org_unit_id))

)

select
    org_unit_id,
    name,
    state,
    receipt_code,
    file_name,
    submitted_at,
    is_synthetic
from final
order by
    case state when 'not_reported' then 0 when 'not_established' then 1 else 2 end,
    name,
    org_unit_id
