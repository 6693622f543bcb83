"""Rows and columns of a table that the spreadsheet program does not show: read like the others, and told.

Whoever hid them to print a shorter list still counts them in the total; where the total does not, the check
of the total says so.
"""

from collections.abc import Iterator, Sequence

from khuyenhoc.domain.findings import Finding
from khuyenhoc.intake import table_problems
from khuyenhoc.intake.cells import column_letters
from khuyenhoc.intake.columns import FoundTable
from khuyenhoc.intake.headings import Heading, Role

_MOST_NAMED = 12


def hidden_parts(found: FoundTable, headings: Sequence[Heading], rows: Sequence[int]) -> Iterator[Finding]:
    """A note on the hidden rows and one on the hidden columns among those that are read.

    Args:
        found: the table.
        headings: the meaning of its columns.
        rows: the rows of the grid that are read.
    """
    grid = found.table.grid
    sheet = grid.sheet
    read = [
        column.index
        for column, heading in zip(found.table.columns, headings, strict=True)
        if heading.role is Role.VALUE
    ]
    places = [grid.real(row, found.roles.unit) for row in rows]
    across = [grid.real(found.table.first_row, index) for index in read]
    # Of a turned sheet the units are columns, the figures' names rows.
    if grid.is_turned:
        places, across = across, places
    hidden_rows = sorted({row for row, _ in places} & sheet.hidden_rows)
    hidden_columns = sorted({column for _, column in across} & sheet.hidden_columns)
    if hidden_rows:
        address = sheet.address(hidden_rows[0], places[0][1])
        yield table_problems.HIDDEN_ROWS.at(address, rows=_listed([str(row) for row in hidden_rows]))
    if hidden_columns:
        address = sheet.address(across[0][0], hidden_columns[0])
        yield table_problems.HIDDEN_COLUMNS.at(
            address, columns=_listed([column_letters(column) for column in hidden_columns])
        )


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
