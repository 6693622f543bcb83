"""A screen's content, or a whole screen with title and source, as SVG and as PNG."""

from collections.abc import Iterator

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas, Bars, Content, Line, Screen, Table, Tiles
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.areas import draw_areas
from khuyenhoc.reports.drawing.charts import draw_bars, draw_line
from khuyenhoc.reports.drawing.outlines import OutlineSource
from khuyenhoc.reports.drawing.plain import draw_table, draw_tiles, draw_words
from khuyenhoc.reports.drawing.svg import Box
from khuyenhoc.reports.picture import svg_to_png

WIDTH, HEIGHT = 1600.0, 900.0
_MARGIN = 56.0


def screen_svg(screen: Screen, source: OutlineSource, *, stamp: str = "", height: float = HEIGHT) -> str:
    """A whole screen, 1600 units wide: finding, measure, figure, source.

    Args:
        stamp: e.g. the day the figures were frozen.
        height: 900 for 16:9, 1200 for 4:3.
    """
    return svg.document(_whole(screen, source, stamp, height), WIDTH, height, label=screen.title)


def screen_png(screen: Screen, source: OutlineSource, *, stamp: str = "", pixels_wide: int = 1920) -> bytes:
    """A whole screen as a picture."""
    drawing = screen_svg(screen, source, stamp=stamp)
    return svg_to_png(drawing, width=WIDTH, height=HEIGHT, scale=pixels_wide / WIDTH)


def _whole(screen: Screen, source: OutlineSource, stamp: str, height: float) -> Iterator[str]:
    inner = WIDTH - 2 * _MARGIN
    size = 46 if len(svg.broken(screen.title, 46, inner)) <= 2 else 38
    lines = svg.broken(screen.title, size, inner, 3)
    yield svg.rectangle(Box(0, 0, WIDTH, height), theme.PAPER)
    yield svg.rectangle(Box(0, 0, WIDTH, 12), theme.ACCENT)
    yield svg.paragraph(
        screen.title, Box(_MARGIN, 40, inner, 0), size, colour=theme.INK, weight=700, most_lines=3
    )
    top = 40 + size * (1.32 * len(lines) + 0.35)
    subtitle = svg.broken(screen.subtitle, 26, inner, 2)
    yield svg.paragraph(screen.subtitle, Box(_MARGIN, top, inner, 0), 26, colour=theme.INK_SOFT, most_lines=2)
    top += 26 * 1.32 * len(subtitle) + 30
    yield from _draw(screen.content, Box(_MARGIN, top, inner, height - top - 70), source)
    yield svg.text(screen.source, _MARGIN, height - 24, 22, colour=theme.INK_SOFT)
    if stamp:
        yield svg.text(
            stamp, WIDTH - _MARGIN, height - 24, 22, colour=theme.INK_SOFT, anchor="end", weight=600
        )


def _draw(content: Content, box: Box, source: OutlineSource) -> Iterator[str]:
    match content:
        case Tiles():
            yield from draw_tiles(content, box)
        case Bars():
            yield from draw_bars(content, box)
        case Line():
            yield from draw_line(content, box)
        case Areas():
            yield from draw_areas(content, box, source)
        case Table():
            yield from draw_table(content, box)
        case _:
            yield from draw_words(content, box)
