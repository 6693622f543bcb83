-- The latest submission of the same file for the same province and period that still stands, if any.
-- params: file_sha256, province_id, period_id
-- grain:  at most one row
select
    submissions.receipt_code,
    submissions.submission_id
from submissions
inner join submission_positions on submissions.submission_id = submission_positions.submission_id
anti join withdrawals on submissions.submission_id = withdrawals.submission_id
where
    submissions.file_sha256 = $file_sha256
    and submissions.province_id = $province_id
    and submissions.period_id = $period_id
order by submission_positions.position desc
limit 1
