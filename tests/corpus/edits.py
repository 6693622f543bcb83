"""Changes that people make on a drawn page, with what they change in its right reading."""

from tests.corpus.case import Reading
from tests.corpus.page import Page


def change_figure(page: Page, reading: Reading, code: str, element: str, value: int) -> str:
    """Give a unit another figure, and the total with it, so that only the figure itself is odd.

    Returns:
        The figure's address.
    """
    before = reading.values[code][element]
    if page.total_row:
        page.cells[page.total_row, page.value_columns[element]] += value - before
    reading.values[code][element] = value
    return page.put_figure(code, element, value)


def first_code(page: Page, number: int = 1) -> str:
    """Code of the first, second ... unit on the page."""
    return list(page.unit_rows)[number - 1]


def add_column(page: Page, heading: str, values: list[object]) -> str:
    """A column to the right of the table with one value a unit; gives the heading's address."""
    top = page.heading_row - 1
    column = 1 + max(column for row, column in page.cells if row in {page.heading_row, top})
    page.put(top, column, heading)
    page.merge(top, column, page.heading_row, column)
    for row, value in zip(page.unit_rows.values(), values, strict=False):
        page.put(row, column, value)
    return page.address(top, column)
