-- Submissions that are there twice, lack values, or that the ledger does not know: there must be none.
-- params: none
-- grain:  one row per submission
with value_counts as (
    select
        observations.submission_id,
        count(*) as value_count
    from observations
    group by observations.submission_id
),

stored as (
    select
        submissions.submission_id,
        count(*) as row_count
    from submissions
    group by submissions.submission_id
),

expected as (
    select
        ledger_entries.entry_id as submission_id,
        ledger_entries.value_count
    from ledger_entries
    where ledger_entries.action = 'submit' and ledger_entries.value_count is not null
)

select coalesce(stored.submission_id, expected.submission_id) as submission_id
from stored
full outer join expected on stored.submission_id = expected.submission_id
left join value_counts on stored.submission_id = value_counts.submission_id
where
    expected.submission_id is null
    or coalesce(stored.row_count, 0) != 1
    or coalesce(value_counts.value_count, 0) != expected.value_count
