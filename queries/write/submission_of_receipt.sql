-- A submission by its receipt code, with its withdrawal if there is one.
-- params: receipt_code
-- grain:  at most one row
select
    submissions.submission_id,
    submissions.receipt_code,
    submissions.province_id,
    submissions.period_id,
    submissions.file_name,
    submissions.file_sha256,
    withdrawals.reason as withdrawal_reason
from submissions
left join withdrawals on submissions.submission_id = withdrawals.submission_id
where submissions.receipt_code = $receipt_code
