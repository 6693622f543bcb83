-- Reports of units that a submission replaced count no more.
-- params: submission_id, period_id
delete from current_unit_reports
where
    current_unit_reports.period_id = $period_id
    and exists (
        select 1
        from supersessions
        where
            supersessions.superseded_by = $submission_id
            and supersessions.submission_id = current_unit_reports.submission_id
            and supersessions.org_unit_id = current_unit_reports.org_unit_id
            and supersessions.data_element is null
    )
