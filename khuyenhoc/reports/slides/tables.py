"""Native tables: their cells are cells."""

from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Inches

from khuyenhoc import theme
from khuyenhoc.domain.screens import Table
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.slides.texts import Area, rgb, write

_MOST_ROWS = 14
_TALLEST_ROW = 1.0
_POINTS = 72
_SIZES = (22, 20, 18, 16, 14, 12)
_PADDING = 0.34
# A heading may take two lines, and then needs somewhat more than half its width.
_HEADING = 0.7


def add_table(slide: Slide, content: Table, area: Area) -> None:
    """Texts to the left, figures to the right, rows as tall as they fill the slide."""
    rows = content.rows[:_MOST_ROWS]
    height = min(_TALLEST_ROW, area.height / (len(rows) + 1))
    whole = Area(area.left, area.top, area.width, height * (len(rows) + 1))
    table = slide.shapes.add_table(len(rows) + 1, len(content.headings), *whole.in_units()).table
    size, widths = _fit(content, area.width, height)
    for column, width in enumerate(widths):
        table.columns[column].width = Inches(width)
    for number, row in enumerate((content.headings, *rows)):
        for column, value in enumerate(row):
            words = "–" if value is None else str(value)
            _write_cell(table.cell(number, column), words, size, number, is_number=column > 0)


def _write_cell(cell: _Cell, words: str, size: float, row: int, *, is_number: bool) -> None:
    cell.fill.solid()
    ground = theme.SEQUENTIAL[4] if row == 0 else theme.PAPER if row % 2 else theme.SEQUENTIAL[0]
    cell.fill.fore_color.rgb = rgb(ground)
    write(
        cell.text_frame,
        words,
        size=size if row else size - 1,
        colour=theme.PAPER if row == 0 else theme.INK,
        bold=row == 0 or is_number,
        to_the_right=is_number,
    )
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(0.12)


def _fit(content: Table, width: float, height: float) -> tuple[float, list[float]]:
    """The largest type at which no figure breaks and names have room, and widths of columns."""
    for size in _SIZES:
        figures = [
            max(
                _HEADING * svg.text_width(heading, size),
                *(svg.text_width(str(row[column]), size) for row in content.rows),
            )
            / _POINTS
            + _PADDING
            for column, heading in enumerate(content.headings)
            if column
        ]
        names = width - sum(figures)
        lines = max(_lines(row[0], size, names) for row in content.rows)
        if names > 0.3 * width and lines * size * 1.2 / _POINTS <= height - 0.1:
            spare = max(0.0, names - 0.4 * width) / max(len(figures), 1)
            return size, [names - spare * len(figures), *(each + spare for each in figures)]
    share = 0.7 * width / max(len(content.headings) - 1, 1)
    return _SIZES[-1], [0.3 * width, *[share] * (len(content.headings) - 1)]


def _lines(words: object, size: float, inches: float) -> int:
    return len(svg.broken(str(words), size, max(inches - _PADDING, 0.5) * _POINTS))
