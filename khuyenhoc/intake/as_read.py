"""The rows of a report as they were read, each cell with its address and what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.intake.grid import Grid
from khuyenhoc.intake.report import FigureColumn, ReadTable, ReportRow

_ADDRESS = re.compile(r"(.*)!([A-Z]+)(\d+)", re.DOTALL)
_ORDER = list(Severity)


@dataclass(frozen=True)
class CellAsRead:
    """One cell of figures.

    Attributes:
        text: as the cell says it; empty for an empty cell.
        value: what would be stored, amounts in đồng; None where nothing would.
        finding: the worst thing that is wrong with it.
    """

    address: str
    text: str
    value: float | None
    finding: Finding | None


@dataclass(frozen=True)
class RowAsRead:
    """One row of a table.

    Attributes:
        name: of the unit or total, as the file writes it.
        kind: `unit`, `total`, …; empty for a row that could not be read.
        finding: the worst thing that is wrong with its name.
        severity: the worst of the whole row; None where nothing is wrong.
    """

    row: int
    name: str
    kind: str
    finding: Finding | None
    severity: Severity | None


@dataclass(frozen=True)
class TableAsRead:
    """A table beside what is wrong with it."""

    read: ReadTable
    unit_column: int
    findings: Mapping[tuple[int, int], Finding]

    @classmethod
    def of(cls, read: ReadTable, unit_cell: str, findings: Iterable[Finding]) -> "TableAsRead":
        """A table with those findings that lie in its rows.

        Args:
            read: the table.
            unit_cell: address of the heading of the units' column.
            findings: of the whole file; notes mark a cell and make no problem of its row.
        """
        table = read.table
        places: dict[tuple[int, int], Finding] = {}
        for finding in sorted(findings, key=lambda found: _ORDER.index(found.severity)):
            place = _place(table.grid, finding.cell)
            if place and table.first_row <= place[0] <= table.last_row:
                places.setdefault(place, finding)
        unit = _place(table.grid, unit_cell)
        return cls(read, unit[1] if unit else 1, places)

    @property
    def columns(self) -> tuple[FigureColumn, ...]:
        """Its columns of figures."""
        return self.read.columns

    @cached_property
    def rows(self) -> tuple[RowAsRead, ...]:
        """Its rows from the top down, those that could not be read included."""
        by_row = self._rows_by_number
        worst = self._severities()
        return tuple(self._row(row, by_row.get(row), worst.get(row)) for row in sorted({*by_row, *worst}))

    def cell(self, row: RowAsRead, column: FigureColumn) -> CellAsRead:
        """What one cell of a row says."""
        grid = self.read.table.grid
        read = self._rows_by_number.get(row.row)
        figure = read.figures.get(column.index) if read else None
        value = grid.value(row.row, column.index)
        error = grid.sheet.error_cells.get(grid.real(row.row, column.index), "")
        text = figure.original if figure else error if value is None else str(value).strip()
        return CellAsRead(
            grid.address(row.row, column.index),
            text,
            figure.value if figure else None,
            self.findings.get((row.row, column.index)),
        )

    @cached_property
    def _rows_by_number(self) -> dict[int, ReportRow]:
        return {row.label.row: row for row in self.read.rows}

    def _severities(self) -> dict[int, Severity]:
        worst: dict[int, Severity] = {}
        for (row, _), finding in self.findings.items():
            if finding.severity is not Severity.NOTE:
                before = worst.get(row, finding.severity)
                worst[row] = min(before, finding.severity, key=_ORDER.index)
        return worst

    def _row(self, row: int, read: ReportRow | None, severity: Severity | None) -> RowAsRead:
        grid = self.read.table.grid
        name = read.label.name if read else grid.text(row, self.unit_column)
        cell = read.label.cell if read else grid.address(row, self.unit_column)
        kind = str(read.label.kind) if read else ""
        place = _place(grid, cell)
        return RowAsRead(row, name, kind, self.findings.get(place) if place else None, severity)


def _place(grid: Grid, address: str) -> tuple[int, int] | None:
    """Row and column of an address as the grid sees its sheet; None for another sheet, or a sheet alone."""
    match = _ADDRESS.fullmatch(address)
    if match is None or match[1] != grid.sheet.name:
        return None
    column = 0
    for letter in match[2]:
        column = column * 26 + ord(letter) - ord("A") + 1
    # Turning is its own inverse.
    return grid.real(int(match[3]), column)
