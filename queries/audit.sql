-- Who did what, when, from what to what; since and until are days of Viet Nam (UTC+7), or null.
-- params: scope, since, until
-- grain:  one row per action, or per unit of a bulk approval, newest first
select
    audit_events.position,
    audit_events.happened_at,
    audit_events.actor,
    audit_events.action,
    audit_events.province_id,
    audit_events.org_unit_id,
    audit_events.period_id,
    audit_events.receipt_code,
    audit_events.from_state,
    audit_events.to_state,
    audit_events.detail
from audit_events
where
    ($since is null or cast(audit_events.happened_at + interval 7 hour as date) >= cast($since as date))
    and ($until is null or cast(audit_events.happened_at + interval 7 hour as date) <= cast($until as date))
    and (
        $scope is null
        or list_contains($scope, coalesce(audit_events.org_unit_id, audit_events.province_id))
    )
order by audit_events.position desc, audit_events.org_unit_id asc
