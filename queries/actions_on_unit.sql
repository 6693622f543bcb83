-- What was done about one unit's reports: steps of the approval, deadlines, notes and questions.
-- params: scope, org_unit_id
-- grain:  one row per action, newest first
select
    audit_events.position,
    audit_events.happened_at,
    audit_events.actor,
    audit_events.action,
    audit_events.period_id,
    audit_events.from_state,
    audit_events.to_state,
    audit_events.detail
from audit_events
where
    audit_events.org_unit_id = $org_unit_id
    and ($scope is null or list_contains($scope, audit_events.org_unit_id))
order by audit_events.position desc
