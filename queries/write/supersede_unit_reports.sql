-- Marks every earlier report of the same unit and period as replaced by this submission, before its
-- own rows are there.
-- params: submission_id, period_id, org_unit_ids
insert into supersessions
select
    earlier.submission_id,
    earlier.org_unit_id,
    null as data_element,
    $submission_id as superseded_by
from unit_reports as earlier
where
    earlier.period_id = $period_id
    and earlier.org_unit_id in (select unnest($org_unit_ids))
