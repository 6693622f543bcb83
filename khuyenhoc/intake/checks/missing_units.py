"""Units that the province has and the file does not name."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.org_units import reporting_to
from khuyenhoc.intake.report import Report

MISSING_UNITS = Rule(
    "missing_units",
    Severity.NOTE,
    "completeness is shown with every figure: n of m units reported",
    "Tệp có {present} trong tổng số {total} đơn vị của {province}. Chưa có: {names}.",
    "The file has {present} of the {total} units of {province}. Missing: {names}.",
)

_MOST_NAMED = 10


def check_missing_units(report: Report) -> Iterator[Finding]:
    """One note on the first sheet; none while rows could not be read, as they may be the missing ones."""
    if not report.tables or any(table.has_lost_rows for table in report.tables):
        return
    present = {unit.unit.org_unit_id for unit in report.units}
    expected = reporting_to(report.province.org_unit_id, report.period.end)
    missing = [unit.name_on(report.period.end) for unit in expected if unit.org_unit_id not in present]
    if not missing or not present:
        return
    rest = len(missing) - _MOST_NAMED
    names = ", ".join(missing[:_MOST_NAMED]) + (f" … (+{rest})" if rest > 0 else "")
    yield MISSING_UNITS.at(
        report.tables[0].table.grid.sheet.name,
        present=len(expected) - len(missing),
        total=len(expected),
        province=report.province.name_on(report.period.end),
        names=names,
    )
