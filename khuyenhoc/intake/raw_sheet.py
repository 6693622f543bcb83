"""What one sheet holds by its own part, whatever the format: counted apart from the parser, within limits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from khuyenhoc.intake.cells import MergedRange, column_letters
from khuyenhoc.intake.refusals import FAR_CELL, SUSPICIOUS_FILE, TOO_MANY_CELLS, refused

LAST_ROW = 60_000
LAST_COLUMN = 400
MAX_AREA = 3_000_000
MAX_CONTENT_CELLS = 500_000
MAX_MERGED = 50_000

Address = tuple[int, int]

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass
class RawSheet:
    """One sheet as its part has it; addresses are 1-based `(row, column)`.

    Attributes:
        part: name of the part inside the package; empty where sheets share one.
        content_cells: cells with a value, errors and uncalculated formulas not counted.
        content: their addresses, each with the number of its shared string or `""`; None if only counted.
        hidden_rows, hidden_columns: those that Excel does not show.
        repeated: addresses that occur twice, so that one of the values is bound to be lost.
    """

    name: str
    part: str = ""
    is_hidden: bool = False
    content_cells: int = 0
    content: dict[Address, str] | None = field(default_factory=dict)
    error_cells: dict[Address, str] = field(default_factory=dict)
    formulas_without_value: set[Address] = field(default_factory=set)
    merged: list[MergedRange] = field(default_factory=list)
    repeated: set[Address] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, shared_string: str = "") -> None:
        """Note a cell with content.

        Raises:
            Refused: the cell is too far out, or one too many.
        """
        self._check_place(row, column)
        if (row, column) in self.content:
            self.repeated.add((row, column))
        self.content[row, column] = shared_string

    def put_error(self, row: int, column: int, text: str) -> None:
        """Note an error such as `#REF!`; raises as `put`."""
        self._check_place(row, column)
        self.error_cells[row, column] = text

    def put_uncalculated(self, row: int, column: int) -> None:
        """Note a formula without a value; raises as `put`."""
        self._check_place(row, column)
        self.formulas_without_value.add((row, column))

    def _check_place(self, row: int, column: int) -> None:
        noted = len(self.content) + len(self.error_cells) + len(self.formulas_without_value)
        self.check_size(row, column, f"{column_letters(column)}{row}", noted + 1)

    def check_size(self, last_row: int, last_column: int, address: str, noted: int) -> None:
        """Check the block from A1 to the last row and column, which a parser builds in memory.

        Args:
            last_row: the last one with content.
            last_column: the last one with content.
            address: the cell to name when the block is too large.
            noted: number of cells with content, errors and uncalculated formulas among them.

        Raises:
            Refused: a cell is too far out, or one too many.
        """
        if is_far(last_row, last_column) or last_row * last_column > MAX_AREA:
            raise refused(FAR_CELL, f"{self.name}!{address}", sheet=self.name, address=address)
        if noted > MAX_CONTENT_CELLS:
            raise refused(TOO_MANY_CELLS, self.name, sheet=self.name, limit=f"{MAX_CONTENT_CELLS:,}")

    def put_merged(self, areas: Iterable[MergedRange]) -> None:
        """Note merged ranges.

        Raises:
            Refused: there are more than any sheet has.
        """
        self.merged += areas
        if len(self.merged) > MAX_MERGED:
            raise refused(SUSPICIOUS_FILE, self.name, detail="merged ranges")

    def hide_columns(self, first: int, last: int) -> None:
        """Note a run of hidden columns; beyond the last that may hold anything they do not matter."""
        self.hidden_columns.update(range(first, min(last, LAST_COLUMN) + 1))

    def finish(self) -> "RawSheet":
        """Count, and check the block as a whole.

        Raises:
            Refused: the block is too large, because of one cell far to the right and one far below.
        """
        self.content_cells = len(self.content)
        cells = [*self.content, *self.error_cells, *self.formulas_without_value]
        row, column = max(cells, default=(0, 0))
        last_column = max((column for _, column in cells), default=0)
        self.check_size(row, last_column, f"{column_letters(column)}{row}", len(cells))
        return self


def is_far(row: int, column: int) -> bool:
    """Whether a place is farther out than any report reaches."""
    return row > LAST_ROW or column > LAST_COLUMN


@lru_cache(maxsize=2_000)
def column_number(letters: str) -> int:
    """1 for `A`, 27 for `AA`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_address(reference: str) -> Address:
    """`(row, column)` of `B7`.

    Raises:
        ValueError: it is no cell reference.
    """
    match = _REFERENCE.fullmatch(reference)
    if not match:
        message = f"not a cell: {reference[:20]!r}"
        raise ValueError(message)
    return int(match[2]), column_number(match[1])


def merged_range(reference: str) -> MergedRange:
    """The range of `A1:B2`.

    Raises:
        ValueError: it is no range.
    """
    first, _, last = reference.partition(":")
    return MergedRange(*cell_address(first), *cell_address(last or first))
