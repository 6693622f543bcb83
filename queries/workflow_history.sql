-- Every change of state of a province's reports for a period: of its units and of its own.
-- params: scope, province_ids, period_id
-- grain:  one row per change, newest first
select
    workflow_events.position,
    workflow_events.happened_at,
    workflow_events.actor,
    workflow_events.org_unit_id,
    org_units.name,
    workflow_events.step,
    workflow_events.from_state,
    workflow_events.to_state,
    workflow_events.reason
from workflow_events
inner join org_units on workflow_events.org_unit_id = org_units.org_unit_id
where
    workflow_events.period_id = $period_id
    and list_contains($province_ids, org_units.province_id)
    and ($scope is null or list_contains($scope, workflow_events.org_unit_id))
order by workflow_events.position desc, workflow_events.org_unit_id asc
