-- Whether a file was stored before, and whether a receipt code was given; a shared store asks its ledger.
-- params: file_sha256, code
-- grain:  one row
select
    coalesce(bool_or(submissions.file_sha256 = $file_sha256), false) as is_known,
    coalesce(bool_or(submissions.receipt_code = $code), false) as is_used
from submissions
