-- Where units stand in a period that somebody did something about.
-- params: org_unit_ids, period_id
-- grain:  one row per given unit that has an event
select
    workflow_events.org_unit_id,
    arg_max(workflow_events.to_state, workflow_events.position) as state
from workflow_events
where
    workflow_events.period_id = $period_id
    and list_contains($org_unit_ids, workflow_events.org_unit_id)
group by workflow_events.org_unit_id
