-- How many values of a submission are stored.
-- params: submission_id
-- grain:  one row
select count(*) as value_count
from observations
where observations.submission_id = $submission_id
