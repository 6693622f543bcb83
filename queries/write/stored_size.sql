-- How many values of a submission are stored. Not by `count(*)`, for which a shared store looks into its
-- statistics first: four questions more.
-- params: submission_id
-- grain:  one row
select coalesce(sum(1), 0) as value_count
from observations
where observations.submission_id = $submission_id
