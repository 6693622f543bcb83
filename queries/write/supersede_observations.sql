-- Marks every earlier value of the same unit, period and data element as replaced by this submission.
-- A unit that now says it has no association replaces all its earlier values.
-- params: submission_id, period_id
insert into supersessions
select
    earlier.submission_id,
    earlier.org_unit_id,
    earlier.data_element,
    $submission_id as superseded_by
from observations as earlier
where
    earlier.period_id = $period_id
    and earlier.submission_id != $submission_id
    and (
        exists (
            select 1
            from observations as later
            where
                later.submission_id = $submission_id
                and later.org_unit_id = earlier.org_unit_id
                and later.data_element = earlier.data_element
        )
        or exists (
            select 1
            from unit_reports
            where
                unit_reports.submission_id = $submission_id
                and unit_reports.org_unit_id = earlier.org_unit_id
                and unit_reports.state = 'not_established'
        )
    )
