"""Figures that a unit gave last time and does not give now."""

from collections import defaultdict
from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.history import History
from khuyenhoc.intake.report import Report

GONE_MISSING = Rule(
    "gone_missing",
    Severity.NOTE,
    "a missing figure is not zero",
    "{unit}: kỳ trước có, kỳ này để trống: {elements}. Nếu là 0, xin ghi 0; nếu chưa có số liệu, cứ để "
    "trống.",
    "{unit}: given last time, empty now: {elements}. Write 0 if it is zero; leave it empty if not known.",
)


def check_gone_missing(report: Report, history: History) -> Iterator[Finding]:
    """One note per unit, at its name; only for columns that the file has."""
    in_file = {column.name for table in report.tables for column in table.columns}
    names = {name: element.name_vi for name, element in data_elements().items() if name in in_file}
    for unit in report.units:
        if unit.is_not_established:
            continue
        gone: dict[str, list[str]] = defaultdict(list)
        for element, name in names.items():
            if element in unit.by_element:
                continue
            if history.last(unit.unit.org_unit_id, element, report.period):
                gone[unit.label.cell].append(name)
        for cell, missing in gone.items():
            yield GONE_MISSING.at(
                cell, unit=unit.unit.name_on(report.period.end), elements=", ".join(missing)
            )
