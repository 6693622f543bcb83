"""Draws a form on a page, units down the rows."""

from collections.abc import Iterator, Sequence

from khuyenhoc.domain.org_units import OrgUnit
from tests.corpus.figures import total_of
from tests.corpus.form import Column, Form, Group, columns_of, head_of
from tests.corpus.page import Page


def draw(
    form: Form, name: str = "Bieu 01", *, page: Page | None = None, row: int = 1, column: int = 1
) -> Page:
    """The form on a new page, or on one that is there, its top left corner at a row and column."""
    page = page or Page(name)
    left = column - 1
    for texts in head_of(form):
        for offset, text in enumerate(texts):
            page.put(row, column + offset, text)
        row += 1
    columns = columns_of(form)
    for index, spec in enumerate(columns, column):
        if spec.role in {"value", "rate"} and spec.element:
            (page.value_columns if spec.role == "value" else page.rate_columns)[spec.element] = index
        if spec.role == "unit":
            page.unit_column = index
    row = draw_header(page, form, columns, row, left)
    row = _draw_column_numbers(page, form, columns, row, left)
    row = _draw_body(page, form, columns, row, left)
    for texts in form.foot:
        for offset, text in enumerate(texts):
            page.put(row, column + offset, text)
        row += 1
    page.last_row = max(page.last_row, row - 1)
    return page


def draw_header(page: Page, form: Form, columns: Sequence[Column], row: int, left: int) -> int:
    """Draw the heading rows; gives the row below them."""
    depth = max(len(column.path) for column in columns)
    page.heading_row = row + depth - 1
    for level in range(depth):
        for index, column in enumerate(columns):
            if level < len(column.path) and (
                form.header == "repeated" or _starts_block(columns, index, level)
            ):
                page.put(row + level, left + index + 1, column.path[level])
    if form.header == "merged":
        _merge_header(page, columns, depth, row, left)
    return row + depth


def _starts_block(columns: Sequence[Column], index: int, level: int) -> bool:
    """Whether a heading text differs from its left neighbour's; the lowest texts always stand."""
    path = columns[index].path
    if index == 0 or level == len(path) - 1:
        return True
    return columns[index - 1].path[: level + 1] != path[: level + 1]


def _merge_header(page: Page, columns: Sequence[Column], depth: int, row: int, left: int) -> None:
    for level in range(depth):
        for index, column in enumerate(columns):
            if level >= len(column.path) or not _starts_block(columns, index, level):
                continue
            last = index
            is_lowest = level == len(column.path) - 1
            while not is_lowest and last + 1 < len(columns) and not _starts_block(columns, last + 1, level):
                last += 1
            bottom = row + depth - 1 if is_lowest else row + level
            page.merge(row + level, left + index + 1, bottom, left + last + 1)


def _draw_column_numbers(page: Page, form: Form, columns: Sequence[Column], row: int, left: int) -> int:
    if form.column_numbers == "none":
        return row
    for index, column in enumerate(columns, 1):
        text: object = f"({index})"
        if form.column_numbers == "numbers":
            text = index
        elif form.column_numbers == "formulas" and column.role == "rate":
            text = f"({index})=({index - 1})/({index - 3})*100"
        elif form.column_numbers == "letters" and index <= 2:
            text = "AB"[index - 1]
        elif form.column_numbers == "letters":
            text = index - 2
        page.put(row, left + index, text)
    return row + 1


def _body_rows(form: Form) -> Iterator[tuple[str, object]]:
    """What stands in the body from top to bottom."""
    if form.total and form.total.first:
        yield "total", None
    starts, position = {}, 0
    for group in form.groups:
        starts[position] = group
        position += group.size
    for number, unit in enumerate(form.all_units):
        if form.header_again_at and number == form.header_again_at:
            yield "header", None
        if form.blank_every and number and number % form.blank_every == 0:
            yield "blank", None
        if number in starts:
            group = starts[number]
            yield "group", (group, form.all_units[number : number + group.size])
        yield "unit", (number + 1, unit)
    if form.total and not form.total.first:
        yield "total", None


def _draw_body(page: Page, form: Form, columns: Sequence[Column], row: int, left: int) -> int:
    for kind, content in _body_rows(form):
        if kind == "header":
            row = draw_header(page, form, columns, row, left)
            continue
        if kind == "total":
            _draw_total(page, form, columns, row, left)
        elif kind == "group":
            group, units = content
            _draw_group(page, form, columns, row, left, group, units)
        elif kind == "unit":
            number, unit = content
            _draw_unit(page, form, columns, row, left, number, unit)
        row += 1
    return row


def _draw_figures(
    page: Page, form: Form, columns: Sequence[Column], row: int, left: int, units: Sequence[OrgUnit]
) -> None:
    figures = total_of(form.figures(unit) for unit in units if form.is_reporting(unit))
    if not figures:
        return
    for index, column in enumerate(columns, left + 1):
        if column.show is not None:
            page.put(row, index, column.show(figures))


def _draw_total(page: Page, form: Form, columns: Sequence[Column], row: int, left: int) -> None:
    page.total_row = row
    roles = [column.role for column in columns]
    place = left + 1 + roles.index("unit")
    if form.total.place != "unit":
        place = left + 1 + roles.index("order")
    page.put(row, place, form.total.words)
    if form.total.place == "merged":
        page.merge(row, place, row, left + 1 + roles.index("unit"))
    _draw_figures(page, form, columns, row, left, form.all_units)


def _draw_group(
    page: Page,
    form: Form,
    columns: Sequence[Column],
    row: int,
    left: int,
    group: Group,
    units: Sequence[OrgUnit],
) -> None:
    roles = [column.role for column in columns]
    if "order" in roles:
        page.put(row, left + 1 + roles.index("order"), group.order)
        page.put(row, page.unit_column, group.name)
    else:
        page.put(row, page.unit_column, f"{group.order}. {group.name}")
    if group.has_sum:
        _draw_figures(page, form, columns, row, left, units)


def _draw_unit(
    page: Page, form: Form, columns: Sequence[Column], row: int, left: int, number: int, unit: OrgUnit
) -> None:
    page.unit_rows[unit.code] = row
    roles = [column.role for column in columns]
    for index, role in enumerate(roles, left + 1):
        if role == "order":
            page.put(row, index, number)
        elif role == "unit":
            page.put(row, index, form.naming(unit, form.period))
        elif role == "code" and form.code:
            page.put(row, index, form.code(unit))
    if form.is_reporting(unit):
        _draw_figures(page, form, columns, row, left, [unit])
    if unit.code in form.not_established:
        _draw_not_established(page, form, roles, row, left, form.not_established[unit.code])


def _draw_not_established(
    page: Page, form: Form, roles: Sequence[str], row: int, left: int, place: str
) -> None:
    values = [index for index, role in enumerate(roles, left + 1) if role == "value"]
    column = left + 1 + roles.index("note") if place == "note" else values[0]
    page.put(row, column, form.not_established_words)
    if place == "figures":
        page.merge(row, values[0], row, values[-1])
