"""A sheet as a grid that can be read from either side, and the tables found on it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from khuyenhoc.intake.cells import CellValue, MergedRange, Sheet, column_letters

_COLUMN_NUMBER = re.compile(r"\(?\[?(\d{1,3}|[a-e])\]?\)?\s*(?:=.*)?", re.IGNORECASE | re.DOTALL)
_TALLEST_HEADING = 12


class _Starts(dict[int, str]):
    """Column -> its addresses up to the row, `Sheet!K`: a report asks for thousands of addresses."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet

    def __missing__(self, column: int) -> str:
        self[column] = f"{self.sheet}!{column_letters(column)}"
        return self[column]


@dataclass(frozen=True)
class Grid:
    """A sheet seen from either side: as it is, or with rows and columns exchanged.

    Rows and columns are 1-based; `address` always gives the real cell.
    """

    sheet: Sheet
    is_turned: bool = False
    cells: tuple[tuple[CellValue, ...], ...] = ()
    merged: tuple[MergedRange, ...] = ()

    @classmethod
    def of(cls, sheet: Sheet, *, turned: bool = False) -> "Grid":
        """A sheet's grid, `turned` for indicators down and units across."""
        if not turned:
            return cls(sheet, cells=sheet.rows, merged=sheet.merged)
        merged = tuple(
            MergedRange(area.first_column, area.first_row, area.last_column, area.last_row)
            for area in sheet.merged
        )
        return cls(sheet, is_turned=True, cells=tuple(zip(*sheet.rows, strict=True)), merged=merged)

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.cells)

    @property
    def n_columns(self) -> int:
        """Number of columns."""
        return len(self.cells[0]) if self.cells else 0

    def value(self, row: int, column: int) -> CellValue:
        """The cell's value; None outside the sheet."""
        if 1 <= row <= len(self.cells) and 1 <= column <= len(self.cells[row - 1]):
            return self.cells[row - 1][column - 1]
        return None

    def text(self, row: int, column: int) -> str:
        """The cell's text on one line, empty when it is no text."""
        value = self.value(row, column)
        return " ".join(value.split()) if type(value) is str else ""

    def real(self, row: int, column: int) -> tuple[int, int]:
        """Row and column on the sheet itself."""
        return (column, row) if self.is_turned else (row, column)

    def address(self, row: int, column: int) -> str:
        """`Sheet!K12`."""
        if self.is_turned:
            row, column = column, row
        return f"{self._starts[column]}{row}"

    @cached_property
    def _starts(self) -> "_Starts":
        return _Starts(self.sheet.name)

    def merge_at(self, row: int, column: int) -> MergedRange | None:
        """The merged block that covers a cell, unless it begins farther above than any heading does."""
        for first_row in range(row, row - _TALLEST_HEADING, -1):
            for area in self.merges_from(first_row):
                if row <= area.last_row and area.first_column <= column <= area.last_column:
                    return area
        return None

    def merges_from(self, row: int) -> Sequence[MergedRange]:
        """The merged blocks whose first row this is."""
        return self._merged_by_row.get(row, ())

    @cached_property
    def _merged_by_row(self) -> Mapping[int, Sequence[MergedRange]]:
        found: dict[int, list[MergedRange]] = defaultdict(list)
        for area in self.merged:
            found[area.first_row].append(area)
        return dict(found)


def is_column_numbers(grid: Grid, row: int) -> bool:
    """Whether a row numbers the columns: `(1) (2) (3)`, `A B 1 2`, `(5)=(3)/(4)`."""
    if not 1 <= row <= grid.n_rows:
        return False
    numbers, letters = [], 0
    for value in grid.cells[row - 1]:
        if value is None or (type(value) is str and not value.strip()):
            continue
        if type(value) not in {int, float, str}:
            return False
        text = f"{value:g}" if type(value) is float else str(value).strip()
        match = _COLUMN_NUMBER.fullmatch(text)
        if not match:
            return False
        if match[1].isdigit():
            numbers.append(int(match[1]))
        else:
            letters += 1
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return len(numbers) >= 2 and len(numbers) + letters >= 3 and all(0 < step <= 3 for step in steps)


@dataclass(frozen=True)
class Column:
    """A column under its headings.

    Attributes:
        path: header texts from top to bottom, repeated ones left out; empty without a heading.
        heading_row: row of the lowest heading.
    """

    index: int
    path: tuple[str, ...]
    heading_row: int

    @property
    def heading(self) -> str:
        """The path in one text."""
        return " / ".join(self.path)


@dataclass(frozen=True)
class Table:
    """A table on a sheet.

    Attributes:
        captions: row, column and text of what stands above the header, from the top of the sheet on.
        first_row, last_row: where rows of figures may stand, inclusive.
        repeated_header_rows: rows in between that repeat the header, for each printed page.
    """

    grid: Grid
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    captions: tuple[tuple[int, int, str], ...]
    repeated_header_rows: frozenset[int] = frozenset()

    @cached_property
    def body_rows(self) -> tuple[int, ...]:
        """Rows below the header with anything in them; repeated headers and column numbers left out."""
        rows = range(self.first_row, self.last_row + 1)
        return tuple(
            row
            for row in rows
            if row not in self.repeated_header_rows
            and any(value is not None for value in self.grid.cells[row - 1])
            and not is_column_numbers(self.grid, row)
        )

    @property
    def heading_address(self) -> str:
        """Address of the header's first cell, for what concerns the table as a whole."""
        return self.grid.address(self.header_rows[0], self.columns[0].index)
