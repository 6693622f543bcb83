-- Which alarms of the store somebody has looked at; an alarm is named by the moment it was raised.
-- params: scope
-- grain:  one row per acknowledgement, newest first
select
    audit_events.detail as raised_at,
    audit_events.actor,
    audit_events.happened_at
from audit_events
where
    audit_events.action = 'alarm_seen'
    and ($scope is null or list_contains($scope, audit_events.province_id))
order by audit_events.position desc
