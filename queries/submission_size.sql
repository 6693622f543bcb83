-- How many values of a submission are stored.
-- params: scope, submission_id
-- grain:  one row
select
    count(observations.submission_id) as value_count,
    count(distinct observations.org_unit_id) as unit_count
from observations
where
    observations.submission_id = $submission_id
    and ($scope is null or list_contains($scope, observations.org_unit_id))
order by value_count
