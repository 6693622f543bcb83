-- What was wrong with a stored file, and who signed the warnings.
-- params: scope, receipt_code
-- grain:  one row per finding, in the order they were shown
select
    findings.position,
    findings.severity,
    findings.rule,
    findings.cell,
    findings.message_vi,
    findings.message_en,
    findings.signed_by
from findings
inner join submissions on findings.submission_id = submissions.submission_id
where
    submissions.receipt_code = $receipt_code
    and ($scope is null or list_contains($scope, submissions.province_id))
order by findings.position
