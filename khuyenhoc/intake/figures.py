"""The figures of a table: each cell of a row and column that count, as a number with its address.

Counts stay as they are; amounts become đồng. A cell that cannot be read is a finding and has no value.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake import table_problems
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.grid import Table
from khuyenhoc.intake.headings import Heading, Role
from khuyenhoc.intake.limits import check_time
from khuyenhoc.intake.money import (
    DONG,
    MoneyUnit,
    guess_unit,
    is_below_belief,
    is_beyond_belief,
    parse_amount,
    unit_in_caption,
    unit_in_heading,
)
from khuyenhoc.intake.numbers import Reading, State, Style, column_style, read_cell, read_rate, says_none
from khuyenhoc.intake.report import RATIO_WHOLES, Figure, FigureColumn, ReadTable, ReportRow
from khuyenhoc.intake.row_labels import RowKind
from khuyenhoc.intake.rows import NamedRow


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
    rows = [label.row for label in labels]
    columns = _columns(table, headings, rows)
    columns, findings = _with_money(table, columns, rows, captions)
    reader = _FigureReader(table, columns)
    read = [ReportRow(label, reader.read_row(label)) for label in labels]
    findings += reader.findings
    findings += _merged_figures(table, columns, labels)
    return ReadTable(table, tuple(columns), tuple(read)), findings


def _columns(table: Table, headings: Sequence[Heading], rows: Sequence[int]) -> list[FigureColumn]:
    """The columns to read with their number styles; what proves a style in one column holds for the sheet."""
    wanted = [
        (column, heading)
        for column, heading in zip(table.columns, headings, strict=True)
        if (heading.role is Role.VALUE and heading.element) or heading.role is Role.RATE
    ]
    texts = {
        column.index: [
            value for value in (table.grid.value(row, column.index) for row in rows) if type(value) is str
        ]
        for column, _ in wanted
    }
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
    table: Table, columns: list[FigureColumn], rows: Sequence[int], captions: Sequence[str]
) -> tuple[list[FigureColumn], list[Finding]]:
    """The columns with their units of money: from the heading, else the caption, else by size."""
    amounts = [column for column in columns if _is_money(column)]
    own = {column.index: unit_in_heading(column.column.path) for column in amounts}
    unstated = [column for column in amounts if own[column.index] is None]
    general, findings = _general_unit(table, unstated, rows, captions) if unstated else (DONG, [])
    units = {index: unit or general for index, unit in own.items()}
    for column in amounts:
        unit = units[column.index]
        if unit.factor > 1 and is_beyond_belief(unit, _sizes(table, [column], rows)):
            units[column.index] = DONG
            place = _heading_cell(table, column)
            findings.append(table_problems.MONEY_UNIT_BEYOND_BELIEF.at(place, unit=unit.name))
    sizes = [size * units[c.index].factor for c in amounts for size in _sizes(table, [c], rows)]
    if not findings and is_below_belief(DONG, sizes):
        unit = units[amounts[0].index]
        findings.append(
            table_problems.MONEY_UNIT_BELOW_BELIEF.at(_heading_cell(table, amounts[0]), unit=unit.name)
        )
    settled = [
        _restyled(table, replace(column, money=units[column.index]), rows)
        if column.index in units
        else column
        for column in columns
    ]
    return settled, findings


def _general_unit(
    table: Table, columns: Sequence[FigureColumn], rows: Sequence[int], captions: Sequence[str]
) -> tuple[MoneyUnit, list[Finding]]:
    """The unit of columns whose headings state none."""
    place = _heading_cell(table, columns[0])
    stated = list(dict.fromkeys(unit for unit in map(unit_in_caption, captions) if unit))
    if len(stated) > 1:
        names = {"first": stated[0].name, "second": stated[1].name}
        return stated[0], [table_problems.MONEY_UNIT_CONFLICT.at(place, **names)]
    if stated:
        return stated[0], []
    unit, is_plain = guess_unit(_sizes(table, columns, rows))
    return unit, [] if is_plain else [table_problems.MONEY_UNIT_MISSING.at(place, unit=unit.name)]


def _sizes(table: Table, columns: Sequence[FigureColumn], rows: Sequence[int]) -> list[float]:
    """The amounts of columns as they are written."""
    readings = (
        read_cell(table.grid.value(row, column.index), column.style) for column in columns for row in rows
    )
    return [reading.value for reading in readings if reading.value]


def _heading_cell(table: Table, column: FigureColumn) -> str:
    return table.grid.address(column.column.heading_row, column.index)


def _restyled(table: Table, column: FigureColumn, rows: Sequence[int]) -> FigureColumn:
    """An amount column in đồng or nghìn đồng holds whole numbers: a single separator parts thousands."""
    if column.money is None or column.money.factor > 1000:
        return column
    texts = [value for value in (table.grid.value(row, column.index) for row in rows) if type(value) is str]
    style, _ = column_style(texts, column.style, integers_only=True)
    return replace(column, style=style)


class _FigureReader:
    """Reads rows of one table, collecting findings."""

    def __init__(self, table: Table, columns: Sequence[FigureColumn]) -> None:
        self.table = table
        self.columns = columns
        self.findings: list[Finding] = []
        self.has_errors = bool(table.grid.sheet.error_cells or table.grid.sheet.formulas_without_value)

    def read_row(self, label: NamedRow) -> dict[int, Figure]:
        """The figures of a row by column; a missing one is absent."""
        check_time()
        cells = self.table.grid.cells[label.row - 1]
        figures: dict[int, Figure] = {}
        dashes: list[Figure] = []
        counted = False
        for column in self.columns:
            value = cells[column.index - 1]
            if value is None and not self.has_errors:
                continue
            figure = self._figure(label, column, value)
            if figure is None:
                continue
            if figure.state is State.NONE:
                dashes.append(figure)
                continue
            figures[column.index] = figure
            counted |= column.role is Role.VALUE and figure.value is not None
        # "-" means none in a row that reports something; a row of dashes has not been filled in. A row that
        # says "không" in words has been.
        if counted or any(says_none(figure.original) for figure in dashes):
            for figure in dashes:
                figures[figure.column] = figure._replace(state=State.VALUE)
        return figures

    def _figure(self, label: NamedRow, column: FigureColumn, value: CellValue) -> Figure | None:
        grid = self.table.grid
        kind = type(value)
        if kind is int and column.role is Role.VALUE:
            amount = value * column.money.factor if column.money else value
            return Figure(grid, label.row, column.index, State.VALUE, amount, 0, str(value))
        if value is None:
            return self._broken(label, column)
        if column.role is Role.RATE:
            return self._from_reading(label, column, value, read_rate(value))
        if kind is str and label.not_established and " ".join(value.split()) == label.not_established:
            return None
        if kind is str and column.money:
            amount = parse_amount(value, column.style)
            if amount is not None:
                return Figure(grid, label.row, column.index, State.VALUE, _tidy(amount), 0, value.strip())
        return self._from_reading(label, column, value, read_cell(value, column.style))

    def _from_reading(
        self, label: NamedRow, column: FigureColumn, value: CellValue, reading: Reading
    ) -> Figure | None:
        state = reading.state
        if state is State.MISSING or (column.role is Role.RATE and state in {State.TEXT, State.NONE}):
            return None
        original = value.strip() if type(value) is str else f"{value}"
        is_readable = (
            column.role is Role.RATE
            or state in {State.VALUE, State.NONE, State.NOT_APPLICABLE}
            or (state is State.RATIO and (column.name in RATIO_WHOLES or column.name in _PARTS_ONLY))
        )
        if not is_readable:
            rule = (
                table_problems.AMBIGUOUS_NUMBER if state is State.AMBIGUOUS else table_problems.NOT_A_NUMBER
            )
            cell = self.table.grid.address(label.row, column.index)
            self.findings.append(rule.at(cell, text=original, heading=column.column.heading))
            return self._unreadable(label, column, original)
        amount = reading.value
        if amount is not None and column.role is Role.VALUE:
            # Amounts to the hundredth of a đồng: 8,575 tỷ is no 8574999999.999999.
            amount = _tidy(round(amount * column.money.factor, 2) if column.money else amount)
        return Figure(
            self.table.grid,
            label.row,
            column.index,
            state,
            amount,
            reading.decimals,
            original,
            _tidy(reading.whole) if reading.whole is not None else None,
            reading.rate,
        )

    def _unreadable(self, label: NamedRow, column: FigureColumn, original: str) -> Figure:
        return Figure(self.table.grid, label.row, column.index, State.TEXT, None, 0, original)

    def _broken(self, label: NamedRow, column: FigureColumn) -> Figure | None:
        """An empty cell that holds an Excel error or a formula nobody calculated."""
        grid = self.table.grid
        place = grid.real(label.row, column.index)
        error = grid.sheet.error_cells.get(place)
        is_uncalculated = place in grid.sheet.formulas_without_value
        if error is None and not is_uncalculated:
            return None
        cell = grid.address(label.row, column.index)
        heading = column.column.heading
        if error is not None and column.role is Role.RATE and error == "#DIV/0!":
            self.findings.append(table_problems.EXCEL_ERROR_IN_RATE.at(cell, text=error))
            return None
        if error is not None:
            self.findings.append(table_problems.EXCEL_ERROR.at(cell, text=error, heading=heading))
        elif column.role is Role.RATE or label.kind in {RowKind.TOTAL, RowKind.SUBTOTAL}:
            note = table_problems.TOTAL_NOT_CALCULATED.at(label.cell, name=label.name)
            if note not in self.findings:
                self.findings.append(note)
        else:
            self.findings.append(table_problems.FORMULA_WITHOUT_VALUE.at(cell, heading=heading))
        return self._unreadable(label, column, error or "")


# Models without a column of all there are: a ratio's second part has no name of its own.
_PARTS_ONLY = frozenset({"citizens_registered", "citizens_recognised"})


def _tidy(number: float) -> float:
    """A whole number without its decimal point; binary dust beyond a hundredth dropped."""
    rounded = round(number, 6)
    return int(rounded) if float(rounded).is_integer() else rounded


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
