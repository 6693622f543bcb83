"""From a checked report to a verdict: the values it would store, and all findings in the file's order."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.cells import CellValue, Sheet, TextRepair, Workbook, column_letters
from khuyenhoc.intake.columns import FoundTable
from khuyenhoc.intake.confirmed import layout_of
from khuyenhoc.intake.grid import Column
from khuyenhoc.intake.headings import Heading, Role
from khuyenhoc.intake.numbers import State, is_figure_text
from khuyenhoc.intake.repairs import MOST_SHOWN
from khuyenhoc.intake.report import Figure, FigureColumn, ReadTable, Report, wholes
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.unit_questions import UnitQuestion
from khuyenhoc.intake.verdict import MappedColumn, RecognisedTable, ReportedValue, Verdict

_ADDRESS = re.compile(r"(.*)!([A-Z]+)(\d+)", re.DOTALL)
_SYNTHETIC = ("so lieu minh hoa", "synthetic")
_EDGE_ROWS = 15
_ROWS_FOR_STYLE = 200
_PLAIN = "plain"


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
    questions: Sequence[UnitQuestion] = (),
    told_names: Sequence[str] = (),
) -> Verdict:
    """The verdict on a file; a rejected one would store nothing, so it carries no values."""
    tables = report.tables if report else [None] * len(found)
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
        hidden_sheets=hidden_sheets(workbook),
        repairs=_repairs(workbook),
        questions=tuple(questions),
        told_names=tuple(told_names),
        report=report,
    )


def hidden_sheets(workbook: Workbook) -> tuple[str, ...]:
    """Names of the hidden sheets that hold anything."""
    return tuple(sheet.name for sheet in workbook.sheets if sheet.is_hidden and is_filled(sheet))


def is_filled(sheet: Sheet) -> bool:
    """Whether a sheet holds anything."""
    is_broken = bool(sheet.error_cells or sheet.formulas_without_value)
    return is_broken or any(value is not None for row in sheet.rows for value in row)


def _repairs(workbook: Workbook) -> tuple[TextRepair, ...]:
    return tuple(repair for sheet in workbook.sheets for repair in sheet.repairs)[:MOST_SHOWN]


def _values(report: Report) -> list[ReportedValue]:
    """Each unit's figures, then what the second parts of ratios add to them."""
    extra, unreadable = _from_ratios(report), State.TEXT
    # Past the named tuple's own constructor, which takes twice as long.
    made, kind = tuple.__new__, ReportedValue
    values: list[ReportedValue] = []
    for unit in report.units:
        if unit.is_not_established:
            continue
        unit_id = unit.unit.org_unit_id
        figures = unit.by_element
        if unit_id in extra:
            # What stands in a column of its own outweighs a ratio's second part.
            figures = {**figures, **extra[unit_id], **figures}
        values += [
            made(kind, (unit_id, name, one.value, one.grid.address(one.row, one.column), one.original))
            for name, one in figures.items()
            if one.state is not unreadable
        ]
    return values


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


def _recognised(found: FoundTable, read: ReadTable | None) -> RecognisedTable:
    """How a table was understood, for the person who sent it; `read` None where its rows were not read."""
    table = found.table
    rows = read.rows if read else ()
    last_row = max([row.label.row for row in rows], default=table.header_rows[-1])
    corners = [
        table.grid.real(table.header_rows[0], table.columns[0].index),
        table.grid.real(last_row, table.columns[-1].index),
    ]
    cell_range = ":".join(f"{column_letters(column)}{row}" for row, column in corners)
    used = {column.index: column for column in read.columns} if read else {}
    money = dict.fromkeys(column.money.name for column in used.values() if column.money)
    cells = [table.grid.cells[row.label.row - 1] for row in rows[:_ROWS_FOR_STYLE]]
    values = dict(enumerate(zip(*cells, strict=True), 1))
    columns = tuple(
        _mapped(found, values.get(column.index, ()), column, heading, used.get(column.index))
        for column, heading in zip(table.columns, found.headings, strict=True)
    )
    return RecognisedTable(table.grid.sheet.name, cell_range, ", ".join(money), columns, layout_of(found))


def _mapped(
    found: FoundTable,
    values: Sequence[CellValue],
    column: Column,
    heading: Heading,
    used: FigureColumn | None,
) -> MappedColumn:
    grid = found.table.grid
    is_unit = column.index == found.roles.unit
    is_value = used is not None and used.role is Role.VALUE
    style, example = _as_written(values, used)
    return MappedColumn(
        column=_letters(grid.real(1, column.index), turned=grid.is_turned),
        heading=column.heading,
        role=str(Role.UNIT if is_unit else heading.role),
        data_element=heading.element if is_value and heading.element in data_elements() else None,
        confidence=round(1.0 if is_unit else heading.confidence, 2),
        cell=grid.address(column.heading_row, column.index),
        style=style,
        example=example,
        money_unit=used.money.name if used and used.money else "",
    )


def _as_written(values: Sequence[CellValue], column: FigureColumn | None) -> tuple[str, str]:
    """How a column's figures are written, where they are read, and the first of them."""
    texts = [value for value in values if type(value) is str and is_figure_text(value)]
    numbers = (value for value in values if type(value) in {int, float})
    has_signs = any("." in text or "," in text for text in texts)
    first = next(chain(texts if has_signs else (), numbers, texts), "")
    example = str(int(first)) if type(first) is float and first.is_integer() else str(first).strip()
    if column is None:
        return "", example
    return (str(column.style) if has_signs else _PLAIN), example


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
