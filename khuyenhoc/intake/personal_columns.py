"""A column as the search for personal data sees it."""

from collections.abc import Sequence
from typing import NamedTuple

from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.personal_values import (
    digits_of,
)
from khuyenhoc.intake.text_repair import tone_key

_SHARE_ROUND = 0.4
# A longer column is judged by so many numbers, evenly spread, before all are looked at.
_LONG = 600
MOST_CELLS = 4_000  # of a column; there are 3,321 communes
_SAMPLE = 100
_LONGEST_NOTHING = 20
_NOTHING = frozenset({"", "x", "k", "ko", "không", "không có", "chưa có", "chưa", "có", "n a", "o"})


class Found(NamedTuple):
    """A column about people, and the row of its heading or first value.

    Attributes:
        needs_company: only another column about people beside it makes it certain.
    """

    row: int
    column: int
    kind: str
    count: int
    needs_company: bool = False


def sample_step(sheet: Sheet) -> int:
    """Every how many rows a long sheet is looked at first; 1 for a short one."""
    return len(sheet.rows) // _SAMPLE if len(sheet.rows) > _LONG else 1


def cells_of(sheet: Sheet, column: int) -> list[CellValue]:
    """The values of a 1-based column from row 1 on."""
    return [row[column - 1] for row in sheet.rows]


def is_filled(value: CellValue) -> bool:
    """Whether a cell says anything: `-`, `x` and `không` say that there is nothing."""
    if type(value) is str:
        return len(value) > _LONGEST_NOTHING or tone_key(value) not in _NOTHING
    return value is not None


def are_round(values: Sequence[CellValue]) -> bool:
    """Whether numbers are amounts of money by their ends: people's numbers rarely end in 000."""
    numbers = [digits for value in values if (digits := digits_of(value)) and digits[0] != "0"]
    return sum(digits.endswith("000") for digits in numbers) > _SHARE_ROUND * len(numbers)
