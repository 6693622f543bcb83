"""Draws a form on its side: indicators down the rows, units across."""

from tests.corpus.figures import total_of
from tests.corpus.form import Form, columns_of, head_of
from tests.corpus.page import Page


def draw_turned(form: Form, name: str = "Bieu 01", *, has_groups: bool = False) -> Page:
    """The form with a row per indicator and a column per unit, the total last.

    Args:
        has_groups: a group's name stands in a row of its own above its indicators.
    """
    page = Page(name)
    row = 1
    for texts in head_of(form):
        for offset, text in enumerate(texts):
            page.put(row, 1 + offset, text)
        row += 1
    headings = ["STT", "Chỉ tiêu", *(form.naming(unit, form.period) for unit in form.all_units)]
    if form.total:
        headings.append(form.total.words)
    for index, text in enumerate(headings, 1):
        page.put(row, index, text)
    page.heading_row = row
    last_group, number = "", 0
    for column in columns_of(form):
        if column.show is None:
            continue
        row += 1
        *groups, text = column.path
        if has_groups and groups and groups[-1] != last_group:
            last_group = groups[-1]
            page.put(row, 2, last_group)
            row += 1
        number += 1
        page.put(row, 1, number)
        page.put(row, 2, f"- {text}" if has_groups and groups else " - ".join(column.path))
        _draw_row(page, form, column, row)
    page.last_row = row
    return page


def _draw_row(page: Page, form: Form, column: object, row: int) -> None:
    reporting = [unit for unit in form.all_units if form.is_reporting(unit)]
    for index, unit in enumerate(form.all_units, 3):
        if unit in reporting:
            page.put(row, index, column.show(form.figures(unit)))
    if form.total:
        everything = total_of(form.figures(unit) for unit in reporting)
        page.put(row, 3 + len(form.all_units), column.show(everything))
