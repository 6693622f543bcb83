"""A screen's content, or a whole screen with title and source, as SVG and as PNG."""

from collections.abc import Iterator

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas, Bars, Content, Cover, Groups, Line, Screen, Table, Tiles
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.areas import draw_areas
from khuyenhoc.reports.drawing.charts import draw_bars, draw_line
from khuyenhoc.reports.drawing.cover import PlaceLogo, draw_cover, draw_groups
from khuyenhoc.reports.drawing.outlines import OutlineSource
from khuyenhoc.reports.drawing.plain import draw_table, draw_tiles, draw_words
from khuyenhoc.reports.drawing.svg import Box
from khuyenhoc.reports.picture import svg_to_png

WIDTH, HEIGHT = 1600.0, 900.0
_MARGIN = 56.0
_LOGO = 96.0


def screen_svg(
    screen: Screen,
    source: OutlineSource,
    *,
    stamp: str = "",
    logo: PlaceLogo | None = None,
    size: tuple[float, float] = (WIDTH, HEIGHT),
) -> str:
    """A whole screen: finding, measure, figure, source.

    Args:
        stamp: e.g. the day the figures were frozen.
        logo: draws the association's, top right.
        size: 1600 by 900 for 16:9; fewer units for 4:3, so that its type is larger.
    """
    parts = (
        draw_cover(screen, screen.content, logo, stamp, *size)
        if isinstance(screen.content, Cover)
        else _whole(screen, source, stamp, logo, *size)
    )
    return svg.document(parts, *size, label=screen.title)


def screen_png(
    screen: Screen,
    source: OutlineSource,
    *,
    stamp: str = "",
    pixels_wide: int = 1920,
    height: float = HEIGHT,
) -> bytes:
    """A whole screen as a picture; lower than a screen where it stands between text."""
    drawing = screen_svg(screen, source, stamp=stamp, size=(WIDTH, height))
    return svg_to_png(drawing, width=WIDTH, height=height, scale=pixels_wide / WIDTH)


def _whole(
    screen: Screen, source: OutlineSource, stamp: str, logo: PlaceLogo | None, width: float, height: float
) -> Iterator[str]:
    inner = width - 2 * _MARGIN
    for_title = inner - (_LOGO + 24 if logo else 0)
    size = 46 if len(svg.broken(screen.title, 46, for_title)) <= 2 else 38
    lines = svg.broken(screen.title, size, for_title, 3)
    yield svg.rectangle(Box(0, 0, width, height), theme.PAPER)
    yield svg.rectangle(Box(0, 0, width, 12), theme.ACCENT)
    if logo is not None:
        yield logo(Box(width - _MARGIN - _LOGO, 34, _LOGO, _LOGO))
    yield svg.paragraph(
        screen.title, Box(_MARGIN, 40, for_title, 0), size, colour=theme.INK, weight=700, most_lines=3
    )
    top = 40 + size * (1.32 * len(lines) + 0.35)
    subtitle = svg.broken(screen.subtitle, 26, for_title, 2)
    yield svg.paragraph(
        screen.subtitle, Box(_MARGIN, top, for_title, 0), 26, colour=theme.INK_SOFT, most_lines=2
    )
    top += 26 * 1.32 * len(subtitle) + 30
    yield from _draw(screen.content, Box(_MARGIN, top, inner, height - top - 88), source)
    yield from _foot(screen, stamp, width, height)


def _foot(screen: Screen, stamp: str, width: float, height: float) -> Iterator[str]:
    """Source and completeness, and the day the figures were frozen in a frame of its own."""
    yield svg.line(_MARGIN, height - 62, width - _MARGIN, height - 62, theme.GRID)
    room = width - 2 * _MARGIN
    if stamp:
        wide = svg.text_width(stamp, 24) + 40
        pill = Box(width - _MARGIN - wide, height - 54, wide, 44)
        yield svg.rectangle(pill, theme.SEQUENTIAL[0], radius=8, stroke=theme.ACCENT)
        yield svg.text(
            stamp, pill.x + wide / 2, pill.y + 31, 24, colour=theme.INK, anchor="middle", weight=600
        )
        room -= wide + 20
    words = svg.broken(screen.source, 22, room, 1)[0]
    yield svg.text(words, _MARGIN, height - 24, 22, colour=theme.INK_SOFT)


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
        case Groups():
            yield from draw_groups(content, box)
        case _:
            yield from draw_words(content, box)
