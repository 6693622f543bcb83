-- The files that were stored, newest first, with what still counts of each: those of provinces that are seen
-- as a whole, and those that are about nothing but units that are seen.
-- params: scope
-- grain:  one row per submission
with

seen_files as (

    select unit_reports.submission_id
    from unit_reports
    group by unit_reports.submission_id
    having bool_and($scope is null or list_contains($scope, unit_reports.org_unit_id))

),

-- The ledger knows how many values came; a unit with a value has a report that says so.
value_counts as (

    select
        ledger_entries.entry_id as submission_id,
        ledger_entries.value_count
    from ledger_entries
    where ledger_entries.action = 'submit' and ledger_entries.value_count is not null

),

unit_counts as (

    select
        unit_reports.submission_id,
        count(*) filter (where unit_reports.state = 'reported') as unit_count
    from unit_reports
    group by unit_reports.submission_id

),

standing_counts as (

    select
        current_observations.submission_id,
        count(*) as standing_values
    from current_observations
    group by current_observations.submission_id

),

standing_reports as (

    select
        current_unit_reports.submission_id,
        count(*) as standing_units
    from current_unit_reports
    group by current_unit_reports.submission_id

),

final as (

    select
        submissions.submission_id,
        submissions.receipt_code,
        submissions.province_id,
        submissions.period_id,
        submissions.file_name,
        submissions.file_sha256,
        submissions.submitted_at,
        submissions.submitted_by,
        submissions.is_synthetic,
        coalesce(value_counts.value_count, 0) as value_count,
        coalesce(unit_counts.unit_count, 0) as unit_count,
        coalesce(standing_counts.standing_values, 0) as standing_values,
        case
            when withdrawals.submission_id is not null then 'withdrawn'
            when
                coalesce(standing_counts.standing_values, 0) = 0
                and coalesce(standing_reports.standing_units, 0) = 0 then 'superseded'
            when standing_counts.standing_values < value_counts.value_count then 'partly_superseded'
            else 'accepted'
        end as state,
        withdrawals.reason as withdrawal_reason,
        withdrawals.withdrawn_at,
        withdrawals.withdrawn_by
    from submissions
    left join value_counts on submissions.submission_id = value_counts.submission_id
    left join unit_counts on submissions.submission_id = unit_counts.submission_id
    left join standing_counts on submissions.submission_id = standing_counts.submission_id
    left join standing_reports on submissions.submission_id = standing_reports.submission_id
    left join withdrawals on submissions.submission_id = withdrawals.submission_id
    left join seen_files on submissions.submission_id = seen_files.submission_id
    where
        $scope is null
        or list_contains($scope, submissions.province_id)
        or seen_files.submission_id is not null

)

select
    submission_id,
    receipt_code,
    province_id,
    period_id,
    file_name,
    file_sha256,
    submitted_at,
    submitted_by,
    is_synthetic,
    value_count,
    unit_count,
    standing_values,
    state,
    withdrawal_reason,
    withdrawn_at,
    withdrawn_by
from final
order by submitted_at desc, submission_id asc
