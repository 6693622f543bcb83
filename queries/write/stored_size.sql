-- How many values of a submission are stored, and of how many units.
-- params: submission_id
-- grain:  one row
select
    count(*) as value_count,
    count(distinct observations.org_unit_id) as unit_count
from observations
where observations.submission_id = $submission_id
