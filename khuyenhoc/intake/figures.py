"""The figures of a table: each cell of a row and column that count, as a number with its address.

Counts stay as they are; amounts become đồng. A cell that cannot be read is a finding and has no value.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake import table_problems
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.figure_reader import FigureReader
from khuyenhoc.intake.grid import Table
from khuyenhoc.intake.headings import Heading, Role
from khuyenhoc.intake.money import (
    DONG,
    MoneyUnit,
    guess_unit,
    is_below_belief,
    is_beyond_belief,
    unit_in_caption,
    unit_in_heading,
)
from khuyenhoc.intake.number_style import Style, column_style
from khuyenhoc.intake.numbers import read_cell
from khuyenhoc.intake.report import FigureColumn, ReadTable, ReportRow
from khuyenhoc.intake.rows import NamedRow

# Column -> its cells in the rows that are read.
_Body = Mapping[int, Sequence[CellValue]]


def read_figures(
    table: Table, headings: Sequence[Heading], labels: Sequence[NamedRow], captions: Sequence[str]
) -> tuple[ReadTable, list[Finding]]:
    """The figures of a table's rows, and what is wrong with single cells.

    Args:
        table: where the figures stand.
        headings: the meaning of each of the table's columns.
        labels: the rows to read.
        captions: texts above the table that may state the unit of money.
    """
    body = _body(table, [label.row for label in labels])
    columns = _columns(table, headings, body)
    columns, findings = _with_money(table, columns, body, captions)
    reader = FigureReader(table, columns)
    read = [ReportRow(label, reader.read_row(label)) for label in labels]
    findings += reader.findings
    findings += _merged_figures(table, columns, labels)
    return ReadTable(table, tuple(columns), tuple(read)), findings


def _body(table: Table, rows: Sequence[int]) -> _Body:
    """The cells of the rows to read, column by column."""
    by_column = zip(*(table.grid.cells[row - 1] for row in rows), strict=True)
    return dict(enumerate(by_column, 1)) or {column.index: () for column in table.columns}


def _texts(values: Sequence[CellValue]) -> list[str]:
    return [value for value in values if type(value) is str]


def _columns(table: Table, headings: Sequence[Heading], body: _Body) -> list[FigureColumn]:
    """The columns to read with their number styles; what proves a style in one column holds for the sheet."""
    wanted = [
        (column, heading)
        for column, heading in zip(table.columns, headings, strict=True)
        if (heading.role is Role.VALUE and heading.element) or heading.role is Role.RATE
    ]
    texts = {column.index: _texts(body[column.index]) for column, _ in wanted}
    proven = set[Style]()
    for column, heading in wanted:
        style, is_proven = column_style(texts[column.index], None, integers_only=_is_count(heading))
        if is_proven:
            proven.add(style)
    sheet_style = next(iter(proven)) if len(proven) == 1 else (Style.UNCLEAR if proven else None)
    columns = []
    for column, heading in wanted:
        style, _ = column_style(texts[column.index], sheet_style, integers_only=_is_count(heading))
        columns.append(FigureColumn(column, heading.role, heading.name, style=style))
    return columns


def _is_count(heading: Heading) -> bool:
    element = data_elements().get(heading.element or "")
    return element is not None and not element.is_money


def _is_money(column: FigureColumn) -> bool:
    return column.role is Role.VALUE and column.name is not None and data_elements()[column.name].is_money


def _with_money(
    table: Table, columns: list[FigureColumn], body: _Body, captions: Sequence[str]
) -> tuple[list[FigureColumn], list[Finding]]:
    """The columns with their units of money: from the heading, else the caption, else by size."""
    amounts = [column for column in columns if _is_money(column)]
    own = {column.index: unit_in_heading(column.column.path) for column in amounts}
    unstated = [column for column in amounts if own[column.index] is None]
    general, findings = _general_unit(table, unstated, body, captions) if unstated else (DONG, [])
    units = {index: unit or general for index, unit in own.items()}
    for column in amounts:
        unit = units[column.index]
        if unit.factor > 1 and is_beyond_belief(unit, _sizes([column], body)):
            units[column.index] = DONG
            place = _heading_cell(table, column)
            findings.append(table_problems.MONEY_UNIT_BEYOND_BELIEF.at(place, unit=unit.name))
    sizes = [size * units[c.index].factor for c in amounts for size in _sizes([c], body)]
    if not findings and is_below_belief(DONG, sizes):
        unit = units[amounts[0].index]
        findings.append(
            table_problems.MONEY_UNIT_BELOW_BELIEF.at(_heading_cell(table, amounts[0]), unit=unit.name)
        )
    settled = [
        _restyled(replace(column, money=units[column.index]), body) if column.index in units else column
        for column in columns
    ]
    return settled, findings


def _general_unit(
    table: Table, columns: Sequence[FigureColumn], body: _Body, captions: Sequence[str]
) -> tuple[MoneyUnit, list[Finding]]:
    """The unit of columns whose headings state none."""
    place = _heading_cell(table, columns[0])
    stated = list(dict.fromkeys(unit for unit in map(unit_in_caption, captions) if unit))
    if len(stated) > 1:
        names = {"first": stated[0].name, "second": stated[1].name}
        return stated[0], [table_problems.MONEY_UNIT_CONFLICT.at(place, **names)]
    if stated:
        return stated[0], []
    unit, is_plain = guess_unit(_sizes(columns, body))
    return unit, [] if is_plain else [table_problems.MONEY_UNIT_MISSING.at(place, unit=unit.name)]


def _sizes(columns: Sequence[FigureColumn], body: _Body) -> list[float]:
    """The amounts of columns as they are written."""
    numbers = (
        value if type(value) is int else read_cell(value, column.style).value
        for column in columns
        for value in body[column.index]
    )
    return [number for number in numbers if number]


def _heading_cell(table: Table, column: FigureColumn) -> str:
    return table.grid.address(column.column.heading_row, column.index)


def _restyled(column: FigureColumn, body: _Body) -> FigureColumn:
    """An amount column in đồng or nghìn đồng holds whole numbers: a single separator parts thousands."""
    if column.money is None or column.money.factor > 1000:
        return column
    style, _ = column_style(_texts(body[column.index]), column.style, integers_only=True)
    return replace(column, style=style)


def _merged_figures(
    table: Table, columns: Sequence[FigureColumn], labels: Sequence[NamedRow]
) -> Iterator[Finding]:
    """Numbers in cells merged over several rows or columns of figures."""
    rows = sorted(label.row for label in labels)
    indexes = sorted(column.index for column in columns)
    for area in table.grid.merged:
        over_rows = bisect_right(rows, area.last_row) - bisect_left(rows, area.first_row)
        over_columns = bisect_right(indexes, area.last_column) - bisect_left(indexes, area.first_column)
        if over_rows * over_columns > 1 and area.first_row >= table.first_row:
            value = table.grid.value(area.first_row, area.first_column)
            if type(value) in {int, float} or (type(value) is str and value.strip()[:1].isdigit()):
                yield table_problems.MERGED_FIGURES.at(table.grid.address(area.first_row, area.first_column))
