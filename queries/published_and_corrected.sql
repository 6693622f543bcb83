-- Figures that were published and differ from the ones that count now, side by side.
-- Published is what counted when the unit's report was first approved, or else what was reported first.
-- params: scope, province_ids, period_id
-- grain:  one row per unit and data element with a correction
with

final as (

    select
        org_units.org_unit_id,
        org_units.name,
        published_values.data_element,
        published_values.basis,
        published_values.figure.value as published_value,
        before_submissions.receipt_code as published_receipt,
        published_values.figure.cell as published_cell,
        before_submissions.submitted_at as published_at,
        now.value as current_value,
        now_submissions.receipt_code as current_receipt,
        now.cell as current_cell,
        now_submissions.submitted_at as corrected_at,
        now_submissions.submitted_by as corrected_by
    from published_values
    inner join org_units on published_values.org_unit_id = org_units.org_unit_id
    inner join submissions as before_submissions
        on published_values.figure.submission_id = before_submissions.submission_id
    left join current_observations as now
        on
            published_values.org_unit_id = now.org_unit_id
            and published_values.data_element = now.data_element
            and published_values.period_id = now.period_id
    left join submissions as now_submissions on now.submission_id = now_submissions.submission_id
    where
        published_values.period_id = $period_id
        and list_contains($province_ids, org_units.province_id)
        and ($scope is null or list_contains($scope, published_values.org_unit_id))
        and now.value is distinct from published_values.figure.value

)

select
    org_unit_id,
    name,
    data_element,
    basis,
    published_value,
    published_receipt,
    published_cell,
    published_at,
    current_value,
    current_receipt,
    current_cell,
    corrected_at,
    corrected_by
from final
order by name collate vi, org_unit_id, data_element
