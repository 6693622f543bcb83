-- Marks every earlier value of the same unit, period and data element as replaced by this submission,
-- before its own rows are there.
-- A unit that now says it has no association replaces all its earlier values.
-- The submission's values are `given_values`: looked up in the tables, they would cost a shared store
-- a dozen questions more.
-- params: submission_id, period_id, not_established
insert into supersessions
select
    earlier.submission_id,
    earlier.org_unit_id,
    earlier.data_element,
    $submission_id as superseded_by
from observations as earlier
where
    earlier.period_id = $period_id
    and (
        exists (
            select 1
            from given_values
            where
                given_values.org_unit_id = earlier.org_unit_id
                and given_values.data_element = earlier.data_element
        )
        or earlier.org_unit_id in (select unnest(cast($not_established as varchar[])))
    )
