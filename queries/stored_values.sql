-- The values that count now for a province and period: what a new file would change.
-- params: scope, province_id, period_id
-- grain:  one row per unit and data element
select
    current_observations.org_unit_id,
    current_observations.data_element,
    current_observations.value,
    submissions.receipt_code
from current_observations
inner join org_units on current_observations.org_unit_id = org_units.org_unit_id
inner join submissions on current_observations.submission_id = submissions.submission_id
where
    current_observations.period_id = $period_id
    and org_units.province_id = $province_id
    and ($scope is null or list_contains($scope, current_observations.org_unit_id))
order by current_observations.org_unit_id, current_observations.data_element
