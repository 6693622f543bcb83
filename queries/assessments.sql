-- The sheets of self-assessment saved in a province, newest first, with what became of them.
-- params: scope, province_id
-- grain:  one row per sheet that was saved
with

latest as (

    select
        assessments.scheme,
        assessments.unit_level,
        assessments.unit_key,
        assessments.org_unit_id,
        assessments.year,
        max(assessments.position) as position
    from assessments
    anti join assessment_withdrawals on assessments.assessment_id = assessment_withdrawals.assessment_id
    group by
        assessments.scheme,
        assessments.unit_level,
        assessments.unit_key,
        assessments.org_unit_id,
        assessments.year

)

select
    assessments.assessment_id,
    assessments.scheme,
    assessments.unit_level,
    assessments.unit_kind,
    assessments.unit_name,
    assessments.unit_key,
    assessments.org_unit_id,
    org_units.name as commune,
    assessments.year,
    assessments.answers,
    assessments.level_reached,
    assessments.standing_level1,
    assessments.standing_level2,
    assessments.missing,
    assessments.recognised_level,
    assessments.legal_act,
    assessments.recognised_on,
    assessments.assessed_at,
    assessments.assessed_by,
    case
        when assessment_withdrawals.assessment_id is not null then 'withdrawn'
        when latest.position is null then 'replaced'
        else 'in_force'
    end as standing,
    assessment_withdrawals.reason as withdrawal_reason
from assessments
inner join org_units on assessments.org_unit_id = org_units.org_unit_id
left join assessment_withdrawals on assessments.assessment_id = assessment_withdrawals.assessment_id
left join latest on assessments.position = latest.position
where
    org_units.province_id = $province_id
    and ($scope is null or list_contains($scope, assessments.org_unit_id))
order by assessments.position desc, assessments.assessment_id asc
