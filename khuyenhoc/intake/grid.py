"""A sheet as a grid that can be read from either side, and the tables found on it."""

from dataclasses import dataclass

from khuyenhoc.intake.cells import CellValue, MergedRange, Sheet


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
        return self.sheet.address(*self.real(row, column))

    def merge_at(self, row: int, column: int) -> MergedRange | None:
        """The merged block that covers a cell."""
        for area in self.merged:
            if area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column:
                return area
        return None


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

    @property
    def heading_address(self) -> str:
        """Address of the header's first cell, for what concerns the table as a whole."""
        return self.grid.address(self.header_rows[0], self.columns[0].index)
