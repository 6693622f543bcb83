"""Where on a table names of units stand, whoever's they are."""

from khuyenhoc.domain.periods import Vintage
from khuyenhoc.intake.grid import Table
from khuyenhoc.intake.units import provinces_with

_ROWS_LOOKED_AT = 40


def count_known(table: Table, column: int) -> int:
    """How many of a column's first texts name a reporting unit of the country, on either map."""
    last = min(table.last_row, table.first_row + _ROWS_LOOKED_AT)
    texts = [table.grid.text(row, column) for row in range(table.first_row, last + 1)]
    return sum(any(provinces_with(text, vintage) for vintage in Vintage) for text in texts if text)
