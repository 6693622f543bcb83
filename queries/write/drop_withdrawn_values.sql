-- The values of a withdrawn submission count no more.
-- params: submission_id, period_id
delete from current_observations
where period_id = $period_id and submission_id = $submission_id
