"""Tiles, words and tables as SVG."""

from collections.abc import Iterator

from khuyenhoc import theme
from khuyenhoc.domain.screens import Table, Tiles, Words
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.svg import Box

_MOST_ROWS = 14
_SMALLEST = 22
_TALLEST_ROW = 132
_LARGEST_CELL = 38
_GAP = 0.75


def draw_tiles(content: Tiles, box: Box) -> Iterator[str]:
    """Two tiles a row: label, large value, comparison."""
    columns = 2 if len(content.tiles) > 1 else 1
    rows = -(-len(content.tiles) // columns)
    gap = 32
    width = (box.width - gap * (columns - 1)) / columns
    height = (box.height - gap * (rows - 1)) / rows
    for place, (label, value, than) in enumerate(content.tiles):
        column, row = place % columns, place // columns
        tile = Box(box.x + column * (width + gap), box.y + row * (height + gap), width, height)
        inner = tile.width - 76
        above = 34 * 1.32 * len(svg.broken(label, 34, inner, 2)) + 30
        below = 30 * 1.32 * len(svg.broken(than, 30, inner, 2)) + 30
        room = height - above - below
        value_size = min(room * 0.86, 120, 120 * inner / max(svg.text_width(value, 120), 1))
        yield svg.rectangle(tile, theme.SEQUENTIAL[0])
        yield svg.rectangle(Box(tile.x, tile.y, 10, tile.height), theme.ACCENT)
        label_box = Box(tile.x + 44, tile.y + 22, inner, 0)
        yield svg.paragraph(label, label_box, 34, colour=theme.INK, weight=600, most_lines=2)
        y = tile.y + above + room / 2 + value_size * 0.36
        yield svg.text(value, tile.x + 44, y, value_size, colour=theme.SEQUENTIAL[4], weight=700)
        yield svg.paragraph(
            than, Box(tile.x + 44, tile.bottom - below, inner, 0), 30, colour=theme.INK_SOFT, most_lines=2
        )


def draw_words(content: Words, box: Box) -> Iterator[str]:
    """Numbered sentences, as large as they fit, spread over the screen."""
    count = len(content.lines)
    size = next((size for size in (48, 44, 40, 36, 32, 28) if _height(content, size, box) <= box.height), 24)
    spare = max(box.height - _height(content, size, box), 0) / max(count, 1)
    gap = min(spare, size * 1.6)
    y = box.y
    for number, sentence in enumerate(content.lines, start=1):
        indent = 2 * size if count > 1 else 0
        lines = svg.broken(sentence, size, box.width - indent)
        if count > 1:
            yield svg.circle(box.x + 0.75 * size, y + 0.72 * size, 0.75 * size, theme.SEQUENTIAL[4])
            yield svg.text(
                str(number),
                box.x + 0.75 * size,
                y + 1.04 * size,
                size * 0.86,
                colour=theme.PAPER,
                anchor="middle",
                weight=700,
            )
        yield svg.paragraph(sentence, Box(box.x + indent, y, box.width - indent, 0), size, colour=theme.INK)
        y += size * (1.32 * len(lines) + _GAP) + gap
        if number < count:
            middle = y - (size * _GAP + gap) / 2 + size * 0.1
            yield svg.line(box.x + indent, middle, box.right, middle, theme.GRID)


def _height(content: Words, size: float, box: Box) -> float:
    indent = 2 * size if len(content.lines) > 1 else 0
    return sum(
        size * (1.32 * len(svg.broken(line, size, box.width - indent)) + _GAP) for line in content.lines
    )


def draw_table(content: Table, box: Box) -> Iterator[str]:
    """Rows with lines between them, numbers to the right; the first row is what the title speaks of."""
    rows = content.rows[:_MOST_ROWS]
    height = min(box.height / (len(rows) + 0.8), _TALLEST_ROW)
    size = _table_size(content, min(height * 0.38, _LARGEST_CELL), box.width)
    widths = _column_widths(content, size, box.width)
    places = [box.x + sum(widths[:column]) for column in range(len(widths))]
    top = box.y + height * 0.8
    yield svg.rectangle(Box(box.x, box.y, box.width, height * 0.8), theme.SEQUENTIAL[4])
    for column, heading in enumerate(content.headings):
        cell = Box(places[column], box.y, widths[column], height * 0.8)
        yield from _cell(heading, cell, size * 0.86, colour=theme.PAPER, is_number=column > 0, weight=600)
    for number, row in enumerate(rows):
        y = top + number * height
        if number % 2:
            yield svg.rectangle(Box(box.x, y, box.width, height), theme.SEQUENTIAL[0])
        for column, value in enumerate(row):
            words = "–" if value is None else str(value)
            cell = Box(places[column], y, widths[column], height)
            weight = 600 if column else 400
            yield from _cell(words, cell, size, colour=theme.INK, is_number=column > 0, weight=weight)
        yield svg.line(box.x, y + height, box.right, y + height, theme.GRID)


def _table_size(content: Table, largest: float, width: float) -> float:
    """The largest size at which no figure needs to be cut, within reason."""
    size = largest
    while size > _SMALLEST and sum(_wanted_widths(content, size)) > width:
        size -= 1
    return size


def _wanted_widths(content: Table, size: float) -> list[float]:
    widths = [
        max(svg.text_width(str(cell), size) for cell in (heading, *(row[column] for row in content.rows)))
        + 36
        for column, heading in enumerate(content.headings)
    ]
    # Names may take two lines.
    return [max(widths[0] * 0.62, min(widths[0], size * 16)), *widths[1:]]


def _column_widths(content: Table, size: float, width: float) -> list[float]:
    wanted = _wanted_widths(content, size)
    others = sum(wanted[1:])
    shrink = min(1.0, width * 0.78 / others) if others else 1.0
    spare = max(width - wanted[0] - others * shrink, 0) * 0.5 / max(len(wanted) - 1, 1)
    columns = [each * shrink + spare for each in wanted[1:]]
    return [width - sum(columns), *columns]


def _cell(words: str, box: Box, size: float, *, colour: str, is_number: bool, weight: int) -> Iterator[str]:
    most = 1 if is_number else max(int(box.height // (1.27 * size)), 1)
    lines = svg.broken(words, size, box.width - 30, most)
    first = box.y + box.height / 2 + size * (0.36 - 0.6 * (len(lines) - 1))
    x, anchor = (box.right - 18, "end") if is_number else (box.x + 18, "start")
    for place, line in enumerate(lines):
        y = first + 1.2 * size * place
        yield svg.text(line, x, y, size, colour=colour, anchor=anchor, weight=weight)
