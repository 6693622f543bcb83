"""Where the table stands on a sheet that was laid out for print, and what stands above each of its columns.

A table begins at its header: one to three rows of headings, merged or not, often followed by a row of column
numbers. It ends where the next header begins or the sheet ends; which of its rows hold figures is decided in
`rows.py`.
"""

import re
from collections.abc import Iterator, Sequence

from khuyenhoc.intake import headings
from khuyenhoc.intake.cells import Sheet
from khuyenhoc.intake.grid import Column, Grid, Table, is_column_numbers
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.known_names import count_known
from khuyenhoc.intake.lexicon import is_measure
from khuyenhoc.intake.limits import check_time
from khuyenhoc.intake.money import is_money_caption
from khuyenhoc.intake.numbers import is_figure_text
from khuyenhoc.intake.refusals import TOO_LABORIOUS, refused
from khuyenhoc.intake.side_by_side import split_sides

_MOST_HEADER_ROWS = 5
_SURELY_UPRIGHT = 4
# Indicators down: some fifty, in a few groups.
_MOST_TURNED_ROWS = 300
# A list of 3,321 communes that repeats its header on each printed page has fewer than two hundred.
_MOST_HEADERS = 400
_ORDER = re.compile(r"(?:[ivxIVX]{1,4}|\d{1,3}(?:\.\d+)*|[a-zA-Z])[.)]?")


def find_tables(sheet: Sheet) -> tuple[Table, ...]:
    """The tables of a sheet from top to bottom; none when nothing looks like a header.

    A sheet whose indicators run down and units across is turned: more of its rows than of its columns name
    data elements, and the units do not stand in a column.
    """
    upright = tuple(_tables_of(Grid.of(sheet)))
    known = sum(map(_count_elements, upright))
    if known >= _SURELY_UPRIGHT or len(sheet.rows) > _MOST_TURNED_ROWS:
        return upright
    turned = tuple(_tables_of(Grid.of(sheet, turned=True)))
    if sum(map(_count_elements, turned)) <= max(known, 1):
        return upright
    # A title above one column of figures reads like a heading too: names one below the other decide.
    return upright if known and _most_units(upright) > _most_units(turned) else turned


def _count_elements(table: Table) -> int:
    found = headings.understand([column.path for column in table.columns])
    return sum(heading.element is not None for heading in found)


def _most_units(tables: Sequence[Table]) -> int:
    """The most names of known units that any column holds."""
    return max((count_known(table, column.index) for table in tables for column in table.columns), default=0)


def _tables_of(grid: Grid) -> Iterator[Table]:
    headers = []
    row = 1
    while row <= grid.n_rows:
        check_time()
        if _is_header_start(grid, row):
            rows = _header_rows(grid, row)
            headers.append(rows)
            if len(headers) > _MOST_HEADERS:
                raise refused(TOO_LABORIOUS)
            row = rows[-1] + 1
        else:
            row += 1
    paths = [_columns(grid, rows) for rows in headers]
    above = 1
    index = 0
    while index < len(headers):
        same = index + 1
        while same < len(headers) and _same_headings(paths[index], paths[same]):
            same += 1
        last = headers[same][0] - 1 if same < len(headers) else grid.n_rows
        repeats = frozenset(row for rows in headers[index + 1 : same] for row in rows)
        first = headers[index][-1] + 1
        top = headers[index][0]
        captions = tuple(_captions(grid, _caption_start(grid, above, top), top - 1))
        yield from split_sides(Table(grid, headers[index], first, last, paths[index], captions, repeats))
        above, index = first, same


def _caption_start(grid: Grid, above: int, header: int) -> int:
    """First row of what stands above a header: of a later table, what follows the figures before it."""
    if above == 1:
        return 1
    start = header
    while start > above and not _count_figures(grid, start - 1):
        start -= 1
    return start


def _captions(grid: Grid, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Texts above a header; of a turned sheet, those above the units."""
    if grid.is_turned:
        upright = Grid.of(grid.sheet)
        last = next((row for row in range(1, upright.n_rows + 1) if _count_texts(upright, row) > 3), 1) - 1
        first, grid = 1, upright
    for row in range(first, last + 1):
        for column in range(1, grid.n_columns + 1):
            text = grid.text(row, column)
            if text:
                yield row, column, text


def _count_texts(grid: Grid, row: int) -> int:
    return sum(type(value) is str and bool(value.strip()) for value in grid.cells[row - 1])


def _texts(grid: Grid, row: int) -> list[tuple[int, str]]:
    """Columns and texts of a row that are words, not figures."""
    found = []
    for column, value in enumerate(grid.cells[row - 1], start=1):
        if type(value) is str and value.strip() and not _is_figure(value.strip()):
            found.append((column, " ".join(value.split())))
    return found


def _is_figure(text: str) -> bool:
    """Whether a text is a figure; `1.000đ` alone is a unit of measure."""
    return is_figure_text(text) and (text[-1].isdigit() or not is_measure(text))


def _is_header_start(grid: Grid, row: int) -> bool:
    """Whether a row opens a header: a unit or order heading beside another heading, or many headings."""
    # Most rows of a table hold one name and many numbers: they need no closer look.
    kinds = list(map(type, grid.cells[row - 1]))
    n_texts = kinds.count(str)
    if n_texts < 2 or kinds.count(int) + kinds.count(float) > n_texts:
        return False
    texts = _texts(grid, row)
    if len(texts) < 2 or _count_figures(grid, row) > len(texts):
        return False
    found = [text for _, text in texts if not is_money_caption(text) and headings.mentions(text)]
    roles = {headings.find_role(text) for _, text in texts} & {Role.UNIT, Role.ORDER, Role.CODE}
    if roles:
        return len(found) >= 2
    return len(found) >= 3 and len(found) * 2 >= len(texts)


def _count_figures(grid: Grid, row: int) -> int:
    return sum(
        type(value) in {int, float} or (type(value) is str and _is_figure(value.strip()))
        for value in grid.cells[row - 1]
    )


def _count_years(grid: Grid, row: int) -> int:
    """Numbers that are years, as in headings `2024 | 2025` below `Hội viên`."""
    return sum(type(value) is int and 2000 <= value < 2100 for value in grid.cells[row - 1])


def _header_rows(grid: Grid, start: int) -> tuple[int, ...]:
    """The rows of a header that starts at a row, the row of column numbers included."""
    first = start - 1 if start > 1 and _is_group_row(grid, start - 1) else start
    last = max(
        [start]
        + [area.last_row for area in grid.merges_from(start) if area.last_row - start < _MOST_HEADER_ROWS]
    )
    while last - start < _MOST_HEADER_ROWS and _is_continuation(grid, first, last + 1):
        last += 1
    while is_column_numbers(grid, last + 1):
        last += 1
    return tuple(range(first, last + 1))


def _is_group_row(grid: Grid, row: int) -> bool:
    """Whether a row above the first header row names groups of columns (two or more merged blocks)."""
    blocks = [
        area
        for area in grid.merges_from(row)
        if 1 < area.last_column - area.first_column + 1 < grid.n_columns
        and area.first_column > 1
        and headings.mentions(grid.text(row, area.first_column))
    ]
    return len(blocks) >= 2


def _is_continuation(grid: Grid, first: int, row: int) -> bool:
    """Whether a row goes on with the header above it."""
    if row > grid.n_rows or is_column_numbers(grid, row):
        return False
    texts = _texts(grid, row)
    if not texts or _count_figures(grid, row) > _count_years(grid, row):
        return False
    unit_columns = {column for column, text in _texts(grid, first) if headings.find_role(text) is Role.UNIT}
    for column, text in texts:
        if column in unit_columns and not headings.find_role(text) and not headings.is_filler(text):
            return False
    known = [text for _, text in texts if headings.mentions(text) or headings.is_filler(text)]
    below_group = [column for column, _ in texts if _is_below_group(grid, row, column)]
    return len(known) * 2 >= len(texts) or len(below_group) * 2 > len(texts)


def _is_below_group(grid: Grid, row: int, column: int) -> bool:
    area = grid.merge_at(row - 1, column)
    return area is not None and area.last_row == row - 1 and area.last_column > area.first_column


def _columns(grid: Grid, rows: tuple[int, ...]) -> tuple[Column, ...]:
    """The columns under a header, from the first with a heading to the last used one."""
    worded = [row for row in rows if not is_column_numbers(grid, row)]
    measures = worded.pop() if len(worded) > 1 and _is_measures(grid, worded[-1]) else None
    columns = []
    for index in range(1, grid.n_columns + 1):
        path, heading_row = _path(grid, worded, index)
        measure = _header_text(grid, measures, index) if measures else ""
        if path and measure:
            path = (*path[:-1], f"{path[-1]} ({measure.strip('()')})")
        columns.append(Column(index, path, heading_row))
    used = [column.index for column in columns if column.path]
    if grid.is_turned:
        columns = _under_group_rows(grid, rows[-1] + 1, columns)
    return tuple(column for column in columns if used[0] <= column.index) if used else ()


def _is_measures(grid: Grid, row: int) -> bool:
    """Whether a header row gives units of measure only, each below a heading of its own column."""
    texts = _texts(grid, row)
    return len(texts) > 1 and all(
        is_measure(text) and not _is_below_group(grid, row, column) and _has_heading_above(grid, row, column)
        for column, text in texts
    )


def _has_heading_above(grid: Grid, row: int, column: int) -> bool:
    area = grid.merge_at(row - 1, column)
    return bool(grid.text(area.first_row, area.first_column) if area else grid.text(row - 1, column))


def _path(grid: Grid, rows: list[int], column: int) -> tuple[tuple[str, ...], int]:
    """The header texts above a column from top to bottom, and the row of the lowest."""
    path: list[str] = []
    seen: set[tuple[int, int]] = set()
    heading_row = rows[0]
    for position, row in enumerate(rows):
        area = grid.merge_at(row, column)
        anchor = (area.first_row, area.first_column) if area else (row, column)
        if anchor[0] < rows[0] or anchor in seen:
            continue
        seen.add(anchor)
        text = _header_text(grid, *anchor)
        if not text and area is None and not grid.is_turned:
            text = _carried(grid, rows[position:], column)
        if text:
            path.append(text)
            heading_row = anchor[0]
    return tuple(path), heading_row


def _header_text(grid: Grid, row: int, column: int) -> str:
    """A heading's text; a year may be a number. Of a turned sheet, order numbers are left out."""
    value = grid.value(row, column)
    text = str(value) if type(value) is int else grid.text(row, column)
    return "" if grid.is_turned and _ORDER.fullmatch(text) else text


def _carried(grid: Grid, rows: list[int], column: int) -> str:
    """The group heading of a column whose own cell is empty and unmerged (CSV knows no merging)."""
    row, below = rows[0], rows[1:]
    if not any(_header_text(grid, lower, column) for lower in below):
        return ""
    for left in range(column - 1, 0, -1):
        text = _header_text(grid, row, left)
        if text:
            has_leaf = any(_header_text(grid, lower, left) for lower in below)
            return text if has_leaf and not headings.find_role(text) else ""
        if grid.merge_at(row, left) or not any(_header_text(grid, lower, left) for lower in below):
            return ""
    return ""


def _under_group_rows(grid: Grid, first_row: int, columns: list[Column]) -> list[Column]:
    """Columns of a turned sheet under the heading without figures that precedes them."""
    group: tuple[str, ...] = ()
    grouped = []
    for column in columns:
        has_figures = any(
            grid.value(row, column.index) is not None for row in range(first_row, grid.n_rows + 1)
        )
        if column.path and not has_figures:
            group = column.path
        path = group + column.path if column.path and has_figures else column.path
        grouped.append(Column(column.index, path, column.heading_row))
    return grouped


def _same_headings(one: tuple[Column, ...], other: tuple[Column, ...]) -> bool:
    return [(column.index, column.path) for column in one if column.path] == [
        (column.index, column.path) for column in other if column.path
    ]
