-- The targets that were set for a province and its units, newest first, with what became of them.
-- params: scope, province_id
-- grain:  one row per target that was set
select
    target_entries.target_id,
    target_entries.indicator,
    target_entries.org_unit_id,
    org_units.name,
    target_entries.year,
    target_entries.value,
    target_entries.legal_act,
    target_entries.act_date,
    target_entries.set_at,
    target_entries.set_by,
    case
        when target_withdrawals.target_id is not null then 'withdrawn'
        when targets_in_force.target_id is null then 'replaced'
        else 'in_force'
    end as standing,
    target_withdrawals.reason as withdrawal_reason
from target_entries
inner join org_units on target_entries.org_unit_id = org_units.org_unit_id
left join target_withdrawals on target_entries.target_id = target_withdrawals.target_id
left join targets_in_force on target_entries.target_id = targets_in_force.target_id
where
    org_units.province_id = $province_id
    and ($scope is null or list_contains($scope, target_entries.org_unit_id))
order by target_entries.position desc, target_entries.target_id asc
