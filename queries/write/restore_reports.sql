-- Reports of units that a withdrawn submission had replaced count again, unless something else replaced them.
-- params: submission_id, period_id
insert into current_unit_reports
select
    standing_unit_reports.submission_id,
    standing_unit_reports.org_unit_id,
    standing_unit_reports.period_id,
    standing_unit_reports.state
from standing_unit_reports
semi join supersessions
    on
        supersessions.superseded_by = $submission_id
        and standing_unit_reports.submission_id = supersessions.submission_id
        and standing_unit_reports.org_unit_id = supersessions.org_unit_id
        and supersessions.data_element is null
where standing_unit_reports.period_id = $period_id
