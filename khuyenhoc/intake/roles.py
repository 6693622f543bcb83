"""Which columns say what a row is, and which rows below a header count at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.grid import Table
from khuyenhoc.intake.headings import Heading, Role
from khuyenhoc.intake.known_names import count_known
from khuyenhoc.intake.row_labels import is_footer, kind_of_label

# A column under "Hội Khuyến học" may count associations; one with names of units does not.
_SURE_OF_NAMES = 3


@dataclass(frozen=True)
class Roles:
    """The columns that say what a row is; None where a table has none.

    Attributes:
        figures: indexes of the columns with figures.
    """

    unit: int
    order: int | None
    code: int | None
    notes: tuple[int, ...]
    figures: tuple[int, ...]


def find_roles(table: Table, headings: Sequence[Heading]) -> Roles:
    """Which column names the units, which numbers, codes or remarks on them.

    Without one clear heading the column with most names of known units is taken.
    """
    by_role: dict[Role, list[int]] = {role: [] for role in Role}
    for column, heading in zip(table.columns, headings, strict=True):
        by_role[heading.role].append(column.index)
    named = [index for index in by_role[Role.UNIT] if _texts_in(table, index)]
    code = by_role[Role.CODE][0] if by_role[Role.CODE] else None
    if not named and by_role[Role.UNIT] and code is not None:
        named = [code]
    if len(named) != 1:
        candidates = named or [
            column.index
            for column, heading in zip(table.columns, headings, strict=True)
            if heading.role not in {Role.VALUE, Role.RATE, Role.NOTE}
            or (heading.role is Role.VALUE and count_known(table, column.index) >= _SURE_OF_NAMES)
        ]
        known = Counter({index: count_known(table, index) for index in candidates})
        named = (
            [max(candidates, key=lambda index: (known[index], index if known[index] else -index))]
            if candidates
            else [0]
        )
    unit = named[0]
    if code is not None and not _texts_in(table, unit):
        unit = code
    figures = tuple(
        column.index
        for column, heading in zip(table.columns, headings, strict=True)
        if heading.role in {Role.VALUE, Role.RATE, Role.IGNORED, Role.UNKNOWN} and column.index != unit
    )
    order = next((index for index in by_role[Role.ORDER] if index != unit), None)
    return Roles(unit, order, code, tuple(by_role[Role.NOTE]), figures)


def _texts_in(table: Table, column: int) -> int:
    return sum(
        any(letter.isalpha() for letter in table.grid.text(row, column))
        for row in range(table.first_row, min(table.last_row, table.first_row + 60) + 1)
    )


def unit_names(table: Table, roles: Roles) -> list[str]:
    """Texts of the unit column that may name units: totals, groups and signatures left out."""
    names = []
    for row in table.body_rows:
        text = table.grid.text(row, roles.unit)
        if text and is_footer(text) and not has_figures(table, roles, row):
            break
        if text and kind_of_label(text, "") is None:
            names.append(text)
    return names


def looks_like_figure(value: CellValue) -> bool:
    """Whether a cell holds a number, or text that begins like one."""
    if type(value) in {int, float}:
        return True
    return type(value) is str and value.strip()[:1].isdigit()


def has_figures(table: Table, roles: Roles, row: int) -> bool:
    """Whether a row has a number, an Excel error or an uncalculated formula in a column of figures."""
    cells = table.grid.cells[row - 1]
    if any(looks_like_figure(cells[index - 1]) for index in roles.figures):
        return True
    sheet = table.grid.sheet
    real = [table.grid.real(row, index) for index in roles.figures]
    return bool(sheet.error_cells or sheet.formulas_without_value) and any(
        place in sheet.error_cells or place in sheet.formulas_without_value for place in real
    )
