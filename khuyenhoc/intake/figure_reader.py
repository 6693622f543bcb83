"""One row of figures after the other: each cell as a number with its address, or as a finding."""

from collections.abc import Sequence

from khuyenhoc.domain.findings import Finding
from khuyenhoc.intake import table_problems
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.grid import Table
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.limits import check_time
from khuyenhoc.intake.money import parse_amount
from khuyenhoc.intake.numbers import Reading, State, read_cell, read_rate, says_none
from khuyenhoc.intake.report import RATIO_WHOLES, Figure, FigureColumn
from khuyenhoc.intake.row_labels import RowKind
from khuyenhoc.intake.rows import NamedRow

# Models without a column of all there are: a ratio's second part has no name of its own.
_PARTS_ONLY = frozenset({"citizens_registered", "citizens_recognised"})


# Past the named tuple's own constructor, which takes twice as long.
_PLAIN = tuple.__new__


class FigureReader:
    """Reads rows of one table, collecting findings."""

    def __init__(self, table: Table, columns: Sequence[FigureColumn]) -> None:
        self.table = table
        self.columns = [
            (column, column.index, column.role is Role.VALUE, column.money.factor if column.money else 1)
            for column in columns
        ]
        self.findings: list[Finding] = []
        self.has_errors = bool(table.grid.sheet.error_cells or table.grid.sheet.formulas_without_value)

    def read_row(self, label: NamedRow) -> dict[int, Figure]:
        """The figures of a row by column; a missing one is absent."""
        check_time()
        grid, row = self.table.grid, label.row
        cells = grid.cells[row - 1]
        figures: dict[int, Figure] = {}
        dashes: list[Figure] = []
        counted = False
        for column, index, is_value, factor in self.columns:
            value = cells[index - 1]
            if type(value) is int and is_value:
                # By far the most cells: a number in a column of counts or amounts.
                figures[index] = _PLAIN(
                    Figure, (grid, row, index, State.VALUE, value * factor, 0, str(value), None, None)
                )
                counted = True
                continue
            if value is None and not self.has_errors:
                continue
            figure = self._figure(label, column, value)
            if figure is None:
                continue
            if figure.state is State.NONE:
                dashes.append(figure)
                continue
            figures[index] = figure
            counted |= is_value and figure.value is not None
        # "-" means none in a row that reports something; a row of dashes has not been filled in. A row that
        # says "không" in words has been.
        if counted or any(says_none(figure.original) for figure in dashes):
            for figure in dashes:
                figures[figure.column] = figure._replace(state=State.VALUE)
        return figures

    def _figure(self, label: NamedRow, column: FigureColumn, value: CellValue) -> Figure | None:
        grid = self.table.grid
        kind = type(value)
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


def _tidy(number: float) -> float:
    """A whole number without its decimal point; binary dust beyond a hundredth dropped."""
    rounded = round(number, 6)
    return int(rounded) if float(rounded).is_integer() else rounded
