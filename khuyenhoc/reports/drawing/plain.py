"""Tiles, words and tables as SVG."""

from collections.abc import Iterator

from khuyenhoc import theme
from khuyenhoc.domain.screens import Table, Tiles, Words
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.svg import Box

_MOST_ROWS = 14
_SMALLEST = 22


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
        inner = tile.width - 64
        value_size = min(height * 0.36, 120, 120 * inner / max(svg.text_width(value, 120), 1))
        yield svg.rectangle(tile, theme.PAPER, radius=12, stroke=theme.OUTLINE_STRONG)
        yield svg.paragraph(
            label,
            Box(tile.x + 32, tile.y + 22, inner, 0),
            34,
            colour=theme.INK_SOFT,
            weight=600,
            most_lines=2,
        )
        yield svg.text(
            value,
            tile.x + 32,
            tile.y + height * 0.52 + value_size / 2,
            value_size,
            colour=theme.INK,
            weight=700,
        )
        yield svg.text(than, tile.x + 32, tile.bottom - 30, 32, colour=theme.INK_SOFT)


def draw_words(content: Words, box: Box) -> Iterator[str]:
    """Sentences with a mark before each, as large as they fit."""
    size = next(
        (size for size in (52, 46, 40, 36, 32, 28) if _height(content.lines, size, box.width) <= box.height),
        24,
    )
    y = box.y
    for sentence in content.lines:
        lines = svg.broken(sentence, size, box.width - 1.2 * size)
        yield svg.rectangle(Box(box.x, y + size * 0.45, size * 0.34, size * 0.34), theme.ACCENT)
        yield svg.paragraph(
            sentence, Box(box.x + 1.2 * size, y, box.width - 1.2 * size, 0), size, colour=theme.INK
        )
        y += size * (1.32 * len(lines) + 0.7)


def _height(lines: tuple[str, ...], size: float, width: float) -> float:
    return sum(size * (1.32 * len(svg.broken(line, size, width - 1.2 * size)) + 0.7) for line in lines)


def draw_table(content: Table, box: Box) -> Iterator[str]:
    """Rows with lines between them; numbers to the right."""
    rows = content.rows[:_MOST_ROWS]
    height = min(box.height / (len(rows) + 1), 84)
    size = _table_size(content, min(height * 0.46, 34), box.width)
    widths = _column_widths(content, size, box.width)
    places = [box.x + sum(widths[:column]) for column in range(len(widths))]
    for column, heading in enumerate(content.headings):
        yield from _cell(heading, column, places, widths, box.y, height, size * 0.86, weight=600)
    yield svg.line(box.x, box.y + height, box.right, box.y + height, theme.INK, width=3)
    for number, row in enumerate(rows, start=1):
        y = box.y + number * height
        for column, value in enumerate(row):
            words = "–" if value is None else str(value)
            yield from _cell(words, column, places, widths, y, height, size, weight=600 if column else 400)
        yield svg.line(box.x, y + height, box.right, y + height, theme.GRID)


def _table_size(content: Table, largest: float, width: float) -> float:
    """The largest size at which no cell needs to be cut, within reason."""
    wanted = sum(_wanted_widths(content, largest))
    return max(min(largest, largest * width / wanted), _SMALLEST)


def _wanted_widths(content: Table, size: float) -> list[float]:
    return [
        max(svg.text_width(str(cell), size) for cell in (heading, *(row[column] for row in content.rows)))
        + 28
        for column, heading in enumerate(content.headings)
    ]


def _column_widths(content: Table, size: float, width: float) -> list[float]:
    wanted = _wanted_widths(content, size)
    others = sum(wanted[1:])
    shrink = min(1.0, width * 0.65 / others) if others else 1.0
    return [width - others * shrink, *(each * shrink for each in wanted[1:])]


def _cell(
    words: str,
    column: int,
    places: list[float],
    widths: list[float],
    y: float,
    height: float,
    size: float,
    *,
    weight: int,
) -> Iterator[str]:
    baseline = y + height / 2 + size * 0.36
    shown = svg.broken(words, size, widths[column] - 12, 1)[0]
    if column:
        x = places[column] + widths[column] - 12
        yield svg.text(shown, x, baseline, size, colour=theme.INK, anchor="end", weight=weight)
    else:
        yield svg.text(shown, places[0] + 8, baseline, size, colour=theme.INK, weight=weight)
