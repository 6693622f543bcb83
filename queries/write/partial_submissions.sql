-- Submissions of which not all values are there, or of which the ledger knows nothing: there must be none.
-- params: none
-- grain:  one row per submission
with value_counts as (
    select
        observations.submission_id,
        count(*) as value_count
    from observations
    group by observations.submission_id
),

expected as (
    select
        ledger_entries.entry_id as submission_id,
        ledger_entries.value_count
    from ledger_entries
    where ledger_entries.action = 'submit' and ledger_entries.value_count is not null
)

select coalesce(submissions.submission_id, expected.submission_id) as submission_id
from submissions
full outer join expected on submissions.submission_id = expected.submission_id
left join value_counts on submissions.submission_id = value_counts.submission_id
where
    submissions.submission_id is null
    or expected.submission_id is null
    or coalesce(value_counts.value_count, 0) != expected.value_count
