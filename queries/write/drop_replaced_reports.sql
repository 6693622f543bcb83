-- Reports of units that a submission replaced count no more.
-- params: period_id, org_unit_ids
delete from current_unit_reports
where
    current_unit_reports.period_id = $period_id
    and current_unit_reports.org_unit_id in (select unnest($org_unit_ids))
