-- How many units with figures of each period are not approved yet: not they, nor their whole province.
-- A unit without an association has no figures that could be approved.
-- params: scope, province_ids
-- grain:  one row per period with figures
with

states as (

    select
        current_unit_reports.period_id,
        coalesce(unit_states.state in ('approved', 'locked'), false)
        or coalesce(province_states.state in ('approved', 'locked'), false) as is_approved
    from current_unit_reports
    inner join org_units on current_unit_reports.org_unit_id = org_units.org_unit_id
    left join workflow_states as unit_states
        on
            current_unit_reports.org_unit_id = unit_states.org_unit_id
            and current_unit_reports.period_id = unit_states.period_id
    left join workflow_states as province_states
        on
            org_units.province_id = province_states.org_unit_id
            and current_unit_reports.period_id = province_states.period_id
    where
        current_unit_reports.state = 'reported'
        and list_contains($province_ids, org_units.province_id)
        and ($scope is null or list_contains($scope, current_unit_reports.org_unit_id))

)

select
    period_id,
    count(*) as reported_units,
    count(*) filter (where not is_approved) as unapproved_units
from states
group by period_id
order by period_id
