"""A total row, and each subtotal, is the sum of its units."""

from collections.abc import Iterator, Sequence
from math import sqrt

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.checks.fund_identity import in_unit
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.money import DONG
from khuyenhoc.intake.numbers import State
from khuyenhoc.intake.report import FigureColumn, Report, ReportRow
from khuyenhoc.intake.row_labels import RowKind

TOTAL_ROW = Rule(
    "total_row",
    Severity.WARNING,
    "a total is the sum of its parts",
    "Hàng “{name}”, cột “{heading}”: ghi {text} nhưng các đơn vị cộng lại là {expected}. Xin kiểm tra lại.",
    "Row “{name}”, column “{heading}”: it says {text}, but the units add up to {expected}. Please check.",
)


def check_total_row(report: Report) -> Iterator[Finding]:
    """One finding per cell of a total row that is not the sum.

    A table whose rows could not all be read is passed over: its sum is not known. A total may also stand for
    the units of all tables of the file, when a list goes on from one sheet to the next.
    """
    for table in report.tables:
        if table.has_lost_rows:
            continue
        for row in table.rows:
            if row.label.kind not in {RowKind.TOTAL, RowKind.SUBTOTAL} or not row.label.parts:
                continue
            rows = set(row.label.parts)
            parts = [part for part in table.rows if part.label.row in rows]
            for column in table.columns:
                if column.role is Role.VALUE:
                    yield from _check_cell(report, parts, row, column)


def _check_cell(
    report: Report, parts: Sequence[ReportRow], row: ReportRow, column: FigureColumn
) -> Iterator[Finding]:
    figure = row.figures.get(column.index)
    if figure is None or figure.value is None:
        return
    index = column.index
    figures = [part.figures[index] for part in parts if index in part.figures]
    values = [part.value for part in figures if part.value is not None]
    if len(values) < len(figures) and any(part.state is State.TEXT for part in figures):
        return
    total = sum(values)
    money, slack = column.money or DONG, 1e-6
    if money.factor > 1:
        digits = max([figure.decimals, *(part.decimals for part in figures)])
        slack = _slack(len(values), money.factor / 10**digits)
    if abs(total - figure.value) <= slack:
        return
    if row.label.kind is RowKind.TOTAL and len(report.tables) > 1:
        everywhere = [unit.value(column.name or "") for unit in report.units]
        if abs(sum(value for value in everywhere if value is not None) - figure.value) <= slack:
            return
    yield TOTAL_ROW.at(
        figure.cell,
        name=row.label.name,
        heading=column.column.heading,
        text=figure.printed,
        expected=in_unit(total, money),
    )


def _slack(parts: int, step: float) -> float:
    """What rounding can move a total of amounts by, when each part and the total were rounded on their own.

    Errors of half a step at most spread evenly: three standard deviations of their sum, and the total's own.
    """
    return step * (0.5 + 3 * sqrt(parts / 12)) + 1e-6
