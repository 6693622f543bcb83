"""Verdicts made by hand, for tests that start after intake."""

import hashlib

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.verdict import ReportedValue, Verdict
from khuyenhoc.store.database import Database
from khuyenhoc.store.submissions import Receipt, store_submission

Figures = dict[str, dict[str, float | None]]


def make_verdict(
    period: str,
    figures: Figures,
    *,
    province_id: str = "legacy-56",
    not_established: tuple[str, ...] = (),
    findings: tuple[Finding, ...] = (),
    file_name: str = "report.xlsx",
    is_synthetic: bool = False,
) -> tuple[Verdict, bytes]:
    """A verdict on a made-up file, with the file's bytes; figures are unit id -> data element -> value."""
    content = repr((period, figures, province_id, not_established, file_name)).encode()
    values = tuple(
        ReportedValue(unit, element, value, f"Bieu 01!C{row}", str(value))
        for row, (unit, elements) in enumerate(figures.items(), start=10)
        for element, value in elements.items()
    )
    verdict = Verdict(
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        province_id=province_id,
        period=Period.parse(period),
        tables=(),
        values=values,
        not_established=not_established,
        findings=findings,
        is_synthetic=is_synthetic,
    )
    return verdict, content


def store(database: Database, period: str, figures: Figures, **options: object) -> Receipt:
    """Store such a verdict."""
    signed_by = options.pop("signed_by", "")
    verdict, content = make_verdict(period, figures, **options)
    return store_submission(
        database, verdict, content, submitted_by="tester", warnings_signed_by=str(signed_by)
    )
