-- What a submission replaced counts no more.
-- params: submission_id, period_id
delete from current_observations
where
    current_observations.period_id = $period_id
    and exists (
        select 1
        from supersessions
        where
            supersessions.superseded_by = $submission_id
            and supersessions.submission_id = current_observations.submission_id
            and supersessions.org_unit_id = current_observations.org_unit_id
            and supersessions.data_element = current_observations.data_element
    )
