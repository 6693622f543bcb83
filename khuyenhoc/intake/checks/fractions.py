"""A count is a whole number."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.report import Report
from khuyenhoc.intake.row_labels import RowKind

FRACTION_IN_COUNT = Rule(
    "fraction_in_count",
    Severity.ERROR,
    "people, households and units are counted whole; Excel set to English reads 17.540 as 17,54",
    "Cột “{heading}” đếm số nguyên nhưng ô này ghi {text}. Có thể Excel đã hiểu dấu chấm hàng nghìn là dấu "
    "phẩy thập phân (17.540 thành 17,54). Xin gõ lại số đầy đủ, không có dấu chấm.",
    "The column “{heading}” counts whole things, but this cell says {text}. Excel may have taken the point "
    "after thousands for a decimal point (17.540 became 17.54). Please type the whole number without "
    "points.",
)


def check_fractions(report: Report) -> Iterator[Finding]:
    """One finding per unit's count with a fractional part."""
    for table in report.tables:
        counts = {
            c.index: c.column.heading
            for c in table.columns
            if c.role is Role.VALUE and c.name and not data_elements()[c.name].is_money
        }
        for row in table.rows:
            if row.label.kind is not RowKind.UNIT:
                continue
            for index, figure in row.figures.items():
                if type(figure.value) is float and index in counts and not figure.value.is_integer():
                    yield FRACTION_IN_COUNT.at(figure.cell, text=figure.printed, heading=counts[index])
