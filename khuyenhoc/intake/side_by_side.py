"""Two tables beside each other under one header row, told apart.

A list is cut in two to fit a page, or a second table with its own names of units stands at the right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from khuyenhoc.intake.grid import Column, Grid, Table
from khuyenhoc.intake.headings import find_role
from khuyenhoc.intake.lexicon import Role

_ROWS_LOOKED_AT = 60
_LABELS = frozenset({Role.UNIT, Role.ORDER, Role.CODE})


def split_sides(table: Table) -> tuple[Table, ...]:
    """The tables that stand beside each other, from the left; most often the one given.

    A column of names opens another table if figures stand between it and the names before it, and after it.
    """
    starts = list(_starts(table))
    if len(starts) < 2:
        return (table,)
    ends = [start - 1 for start in starts[1:]] + [table.columns[-1].index]
    return tuple(_side(table, start, end) for start, end in zip(starts, ends, strict=True))


def _starts(table: Table) -> Iterator[int]:
    """First column of each side."""
    columns = table.columns
    named = [position for position, column in enumerate(columns) if _names_units(table, column)]
    if len(named) < 2:
        return
    yield columns[0].index
    for before, position in pairwise(named):
        first = position
        while first > before + 1 and _is_label_or_blank(columns[first - 1]):
            first -= 1
        has_figures_before = any(map(_may_hold_figures, columns[before + 1 : first]))
        has_figures_after = any(map(_may_hold_figures, columns[position + 1 :]))
        if has_figures_before and has_figures_after:
            yield next(column.index for column in columns[first:] if column.path)


def _names_units(table: Table, column: Column) -> bool:
    """Whether a column is headed as names of units and holds texts."""
    if not column.path or find_role(column.path[-1]) is not Role.UNIT:
        return False
    last = min(table.last_row, table.first_row + _ROWS_LOOKED_AT)
    texts = [table.grid.text(row, column.index) for row in range(table.first_row, last + 1)]
    return sum(any(map(str.isalpha, text)) for text in texts) >= 2


def _is_label_or_blank(column: Column) -> bool:
    return not column.path or find_role(column.path[-1]) in _LABELS


def _may_hold_figures(column: Column) -> bool:
    return bool(column.path) and find_role(column.path[-1]) is None


def _side(table: Table, start: int, end: int) -> Table:
    """A table of the columns from one to another, whose rows hold nothing else."""
    columns = tuple(column for column in table.columns if start <= column.index <= end)
    return replace(table, grid=_only(table.grid, start, end), columns=columns)


def _only(grid: Grid, start: int, end: int) -> Grid:
    """A grid with the cells outside a run of columns left empty; addresses stay."""
    width = grid.n_columns
    before, after = (None,) * (start - 1), (None,) * (width - end)
    cells: Sequence = tuple(before + row[start - 1 : end] + after for row in grid.cells)
    return replace(grid, cells=cells)
