"""A workbook as it is: raw values with their addresses, nothing interpreted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

CellValue = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class MergedRange:
    """A merged block of cells, 1-based and inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class TextRepair:
    """A text as it was stored and as it is read.

    Attributes:
        encoding: `tcvn3`, `vni`, `utf8` (misread), or `nfd` for letters and marks stored apart.
    """

    cell: str
    before: str
    after: str
    encoding: str


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        rows: values from A1 on, all rows of one length; text exactly as stored, None for an empty cell.
        error_cells: `(row, column)` -> `#REF!` and the like; such cells are None in `rows`.
        formulas_without_value: cells whose formula was never calculated; None in `rows`.
        hidden_rows, hidden_columns: numbers of those that the spreadsheet program does not show.
        text_was_repaired: whether TCVN3 or VNI text was turned into Unicode.
        repairs: some of the texts that were, for a person to look at.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    is_hidden: bool = False
    merged: tuple[MergedRange, ...] = ()
    error_cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formulas_without_value: frozenset[tuple[int, int]] = frozenset()
    text_was_repaired: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    repairs: tuple[TextRepair, ...] = ()

    def value(self, row: int, column: int) -> CellValue:
        """The value at a 1-based row and column; None outside the used range."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def address(self, row: int, column: int) -> str:
        """`Sheet!K12`."""
        return f"{self.name}!{column_letters(column)}{row}"


@dataclass(frozen=True)
class Workbook:
    """A file's sheets in order, with what the parser noticed on the way.

    Attributes:
        format: `xlsx`, `xlsm`, `xls`, `xlsb`, `ods`, `csv`.
        has_macros: whether the file carries a macro project (never run, never read).
        title: the title in the document's properties, if any.
    """

    name: str
    format: str
    sheets: tuple[Sheet, ...]
    has_macros: bool = False
    title: str = ""


@lru_cache(maxsize=1_024)
def column_letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
