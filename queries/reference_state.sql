-- What the installation was given to work with: when its reference files were loaded, and how much of what.
-- params: scope
-- grain:  one row per kind of reference data, in the order they are listed
with

counts as (

    select
        1 as position,
        'legacy_units' as part,
        count(*) filter (where org_units.vintage = 'legacy') as number
    from org_units
    union all
    select
        2 as position,
        'reform_units' as part,
        count(*) filter (where org_units.vintage = 'reform') as number
    from org_units
    union all
    select
        3 as position,
        'crosswalk' as part,
        count(*) as number
    from crosswalk
    union all
    select
        4 as position,
        'data_elements' as part,
        count(*) as number
    from data_elements
    union all
    select
        5 as position,
        'indicators' as part,
        count(*) as number
    from indicators
    union all
    select
        6 as position,
        'national_targets' as part,
        count(*) as number
    from targets
    union all
    select
        7 as position,
        'own_targets' as part,
        count(*) as number
    from standing_target_entries
    where $scope is null or list_contains($scope, standing_target_entries.org_unit_id)

)

select
    counts.part,
    counts.number,
    (select max(reference_versions.loaded_at) from reference_versions) as loaded_at
from counts
where $scope is null or len($scope) > 0
order by counts.position
