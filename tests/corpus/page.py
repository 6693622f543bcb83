"""A sheet while it is being drawn: cells, merged blocks, hidden parts, and where everything stands."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from tests.corpus.typed import Cell


@dataclass(frozen=True)
class Formula:
    """A formula with the value Excel kept of it; None when it never was calculated."""

    text: str
    kept: str | float | None


@dataclass(frozen=True)
class Shown:
    """A number with its number format."""

    value: float
    number_format: str


@dataclass(frozen=True)
class Rich:
    """One text in several fonts: bold, plain, bold ..."""

    parts: tuple[str, ...]


@dataclass
class Page:
    """One sheet; rows and columns count from 1.

    Attributes:
        unit_rows: unit code -> row.
        value_columns: data element -> column.
    """

    name: str = "Bieu 01"
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    is_hidden: bool = False
    font: str | None = None
    unit_rows: dict[str, int] = field(default_factory=dict)
    value_columns: dict[str, int] = field(default_factory=dict)
    rate_columns: dict[str, int] = field(default_factory=dict)
    unit_column: int = 0
    heading_row: int = 0
    total_row: int = 0
    last_row: int = 0

    def put(self, row: int, column: int, value: Cell) -> None:
        """Write a cell; empty text and None clear it."""
        if value is None or value == "":
            self.cells.pop((row, column), None)
        else:
            self.cells[row, column] = value
            self.last_row = max(self.last_row, row)

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Merge a block, unless it is one cell."""
        if (row, column) != (last_row, last_column):
            self.merged.append((row, column, last_row, last_column))

    def address(self, row: int, column: int) -> str:
        """`Bieu 01!K12`."""
        return f"{self.name}!{get_column_letter(column)}{row}"

    def place(self, code: str, element: str) -> tuple[int, int]:
        """Row and column of a unit's figure."""
        return self.unit_rows[code], self.value_columns[element]

    def put_figure(self, code: str, element: str, value: Cell) -> str:
        """Replace a unit's figure; gives the cell's address."""
        self.put(*self.place(code, element), value)
        return self.address(*self.place(code, element))

    def figure_cell(self, code: str, element: str) -> str:
        """Address of a unit's figure."""
        return self.address(*self.place(code, element))

    def name_cell(self, code: str) -> str:
        """Address of a unit's name."""
        return self.address(self.unit_rows[code], self.unit_column)

    def put_name(self, code: str, name: str) -> str:
        """Replace a unit's name; gives the cell's address."""
        self.put(self.unit_rows[code], self.unit_column, name)
        return self.name_cell(code)

    def total_cell(self, element: str) -> str:
        """Address of a figure of the total row."""
        return self.address(self.total_row, self.value_columns[element])

    def rows(self) -> list[list[Cell]]:
        """All cells from A1 on, `""` for an empty one."""
        height = max((row for row, _ in self.cells), default=0)
        width = max((column for _, column in self.cells), default=0)
        return [
            [self.cells.get((row, column), "") for column in range(1, width + 1)]
            for row in range(1, height + 1)
        ]
