-- What is remembered of a province's way of writing: meanings of its headings, units behind its names.
-- params: scope, province_id
-- grain:  one row per layout and heading, and per name of a unit
select
    remembered_wordings.kind,
    remembered_wordings.layout,
    remembered_wordings.wording,
    remembered_wordings.shown,
    remembered_wordings.meaning,
    remembered_wordings.told_at,
    remembered_wordings.told_by
from remembered_wordings
where
    remembered_wordings.province_id = $province_id
    and ($scope is null or list_contains($scope, remembered_wordings.province_id))
order by remembered_wordings.kind, remembered_wordings.layout, remembered_wordings.wording
