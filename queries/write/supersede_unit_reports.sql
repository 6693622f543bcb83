-- Marks every earlier report of the same unit and period as replaced by this submission.
-- params: submission_id, period_id
insert into supersessions
select
    earlier.submission_id,
    earlier.org_unit_id,
    null as data_element,
    $submission_id as superseded_by
from unit_reports as earlier
inner join unit_reports as later
    on
        earlier.org_unit_id = later.org_unit_id
        and earlier.period_id = later.period_id
where
    later.submission_id = $submission_id
    and earlier.submission_id != $submission_id
    and earlier.period_id = $period_id
