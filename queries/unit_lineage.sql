-- Which units one came from, and which it became; of a former district, what became of its communes.
-- params: scope, org_unit_id
-- grain:  one row per other unit and direction, the ones before first
with

own_land as (

    select org_units.org_unit_id
    from org_units
    where
        (org_units.org_unit_id = $org_unit_id or org_units.parent_id = $org_unit_id)
        and ($scope is null or list_contains($scope, $org_unit_id))

),

links as (

    select
        'before' as direction,
        crosswalk.from_id as other_id,
        crosswalk.from_id as part_id,
        crosswalk.method,
        crosswalk.legal_act
    from crosswalk
    inner join own_land on crosswalk.to_id = own_land.org_unit_id
    union all
    select
        'after' as direction,
        crosswalk.to_id as other_id,
        crosswalk.from_id as part_id,
        crosswalk.method,
        crosswalk.legal_act
    from crosswalk
    inner join own_land on crosswalk.from_id = own_land.org_unit_id

),

final as (

    select
        links.direction,
        links.other_id as org_unit_id,
        org_units.name,
        org_units.level,
        parents.name as parent_name,
        if(bool_and(links.method = 'exact'), 'exact', 'estimate') as method,
        count(*) as parts,
        any_value(links.legal_act) as legal_act
    from links
    inner join org_units on links.other_id = org_units.org_unit_id
    left join org_units as parents on org_units.parent_id = parents.org_unit_id
    group by links.direction, links.other_id, org_units.name, org_units.level, parents.name

)

select
    direction,
    org_unit_id,
    name,
    level,
    parent_name,
    method,
    parts,
    legal_act
from final
order by direction desc, name asc, org_unit_id asc
