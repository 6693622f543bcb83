"""From a checked report to a verdict: the values it would store, and all findings in the file's order."""

import re
from collections.abc import Iterator, Sequence

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.cells import Sheet, Workbook, column_letters
from khuyenhoc.intake.columns import FoundTable
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.numbers import State
from khuyenhoc.intake.report import Figure, ReadTable, Report, UnitFigures, wholes
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.verdict import MappedColumn, RecognisedTable, ReportedValue, Verdict

_ADDRESS = re.compile(r"(.*)!([A-Z]+)(\d+)", re.DOTALL)
_SYNTHETIC = ("so lieu minh hoa", "synthetic")
_EDGE_ROWS = 15


def build_verdict(
    workbook: Workbook,
    file_name: str,
    sha256: str,
    *,
    findings: Sequence[Finding],
    province_id: str | None = None,
    period: Period | None = None,
    found: Sequence[FoundTable] = (),
    report: Report | None = None,
) -> Verdict:
    """The verdict on a file; a rejected one would store nothing, so it carries no values."""
    tables = report.tables if report else ()
    is_rejected = report is None or any(finding.severity is Severity.ERROR for finding in findings)
    order = {sheet.name: number for number, sheet in enumerate(workbook.sheets)}
    return Verdict(
        file_name=file_name,
        sha256=sha256,
        province_id=province_id,
        period=period,
        tables=tuple(_recognised(table, read) for table, read in zip(found, tables, strict=False)),
        values=() if is_rejected or report is None else tuple(_values(report)),
        not_established=() if is_rejected or report is None else tuple(_not_established(report)),
        findings=tuple(sorted(findings, key=lambda finding: _place(order, finding.cell))),
        is_synthetic=_is_synthetic(workbook),
    )


def _values(report: Report) -> Iterator[ReportedValue]:
    """Each unit's figures, then what the second parts of ratios add to them."""
    extra = _from_ratios(report)
    for unit in report.units:
        if unit.is_not_established:
            continue
        figures = dict(unit.by_element)
        for name, figure in extra.get(unit.unit.org_unit_id, {}).items():
            figures.setdefault(name, figure)
        for name, figure in figures.items():
            if figure.state is not State.TEXT:
                yield _value(unit, name, figure)


def _value(unit: UnitFigures, element: str, figure: Figure) -> ReportedValue:
    return ReportedValue(unit.unit.org_unit_id, element, figure.value, figure.cell, figure.original)


def _from_ratios(report: Report) -> dict[str, dict[str, Figure]]:
    found: dict[str, dict[str, Figure]] = {}
    for table in report.tables:
        for row in table.rows:
            if row.label.unit is not None:
                for name, figure in wholes(table, row):
                    found.setdefault(row.label.unit.org_unit_id, {}).setdefault(name, figure)
    return found


def _not_established(report: Report) -> Iterator[str]:
    return (unit.unit.org_unit_id for unit in report.units if unit.is_not_established)


def _recognised(found: FoundTable, read: ReadTable) -> RecognisedTable:
    """How a table was understood, for the person who sent it."""
    table = found.table
    last_row = max([row.label.row for row in read.rows], default=table.header_rows[-1])
    corners = [
        table.grid.real(table.header_rows[0], table.columns[0].index),
        table.grid.real(last_row, table.columns[-1].index),
    ]
    cell_range = ":".join(f"{column_letters(column)}{row}" for row, column in corners)
    used = {column.index: column for column in read.columns}
    money = dict.fromkeys(column.money.name for column in read.columns if column.money)
    columns = []
    for column, heading in zip(table.columns, found.headings, strict=True):
        is_unit = column.index == found.roles.unit
        is_value = column.index in used and used[column.index].role is Role.VALUE
        columns.append(
            MappedColumn(
                column=_letters(table.grid.real(1, column.index), turned=table.grid.is_turned),
                heading=column.heading,
                role=str(Role.UNIT if is_unit else heading.role),
                data_element=heading.element if is_value and heading.element in data_elements() else None,
                confidence=round(1.0 if is_unit else heading.confidence, 2),
            )
        )
    return RecognisedTable(table.grid.sheet.name, cell_range, ", ".join(money), tuple(columns))


def _letters(place: tuple[int, int], *, turned: bool) -> str:
    """The column's letters; of a turned sheet, where columns are rows, the row's number."""
    row, column = place
    return str(row) if turned else column_letters(column)


def _place(order: dict[str, int], cell: str) -> tuple[int, int, int]:
    """Sheet, row and column of a finding; findings on a whole sheet or file come before those on cells."""
    match = _ADDRESS.fullmatch(cell)
    if match is None or match[1] not in order:
        return order.get(cell, -1), 0, 0
    column = 0
    for letter in match[2]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return order[match[1]], int(match[3]), column


def _is_synthetic(workbook: Workbook) -> bool:
    """Whether the file says of itself that its figures are made up."""
    texts = [workbook.title, *(sheet.name for sheet in workbook.sheets)]
    for sheet in workbook.sheets:
        texts += _edge_texts(sheet)
    return any(mark in fold(text) for text in texts if text for mark in _SYNTHETIC)


def _edge_texts(sheet: Sheet) -> list[str]:
    """Texts of the first and last rows, where such a remark stands."""
    rows = (
        sheet.rows
        if len(sheet.rows) <= 2 * _EDGE_ROWS
        else sheet.rows[:_EDGE_ROWS] + sheet.rows[-_EDGE_ROWS:]
    )
    return [value for row in rows for value in row if type(value) is str and len(value) > len(_SYNTHETIC[1])]
