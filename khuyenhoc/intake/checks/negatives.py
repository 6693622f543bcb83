"""No count and no amount is below zero."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.report import Report

NEGATIVE = Rule(
    "negative_value",
    Severity.ERROR,
    "counts and amounts of a report start at zero; an overdrawn fund is not possible",
    "Số ở ô này nhỏ hơn 0 ({text}, cột “{heading}”). Xin kiểm tra và ghi lại số đúng.",
    "The number in this cell is below zero ({text}, column “{heading}”). Please check and correct it.",
)


def check_negatives(report: Report) -> Iterator[Finding]:
    """One finding per negative cell, total rows included."""
    for table in report.tables:
        headings = {c.index: c.column.heading for c in table.columns if c.role is Role.VALUE}
        for row in table.rows:
            for index, figure in row.figures.items():
                if figure.value is not None and figure.value < 0 and index in headings:
                    yield NEGATIVE.at(figure.cell, text=figure.printed, heading=headings[index])
