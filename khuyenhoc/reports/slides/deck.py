"""A run as a .pptx file: one slide a screen, with the finding as its title."""

import io
from collections.abc import Callable
from typing import Literal

from pptx import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas, Bars, Cover, Groups, Line, Run, Screen, Table, Tiles, Words
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.outlines import OutlineSource
from khuyenhoc.reports.slides import charts, cover, map_shapes, tables, texts
from khuyenhoc.reports.slides.texts import Area

Shape = Literal["16:9", "4:3"]
_SIZES = {"16:9": (13.333, 7.5), "4:3": (10.0, 7.5)}
_TITLE_ONLY = 5
_MARGIN = 0.45
_FOOT_SIZE = 12
_TITLE_SIZES = {"16:9": (30, 28, 26, 24, 22, 20, 18), "4:3": (26, 24, 22, 20, 18)}


def build_deck(
    run: Run,
    source: OutlineSource,
    *,
    association: str,
    stamp: str = "",
    shape: Shape = "16:9",
    logo: bytes | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> bytes:
    """A .pptx file.

    Args:
        association: name printed on every slide.
        stamp: e.g. the day the figures were frozen.
        logo: a PNG or JPEG picture, top right.
        progress: called with the share that is done.
    """
    deck = Presentation()
    width, height = _SIZES[shape]
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    deck.core_properties.title = run.title
    deck.core_properties.author = association
    for place, screen in enumerate(run.screens, start=1):
        slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        slide.notes_slide.notes_text_frame.text = "\n\n".join(
            part for part in (screen.notes, screen.subtitle, screen.source) if part
        )
        if isinstance(screen.content, Cover):
            cover.add_cover(slide, screen, screen.content, stamp, logo, width, height)
        else:
            _head(slide, screen, shape, logo)
            _content(slide, screen, _content_area(width, height), source)
            _foot(slide, screen, place, association, stamp, width, height)
        progress(place / len(run.screens))
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _head(slide: Slide, screen: Screen, shape: Shape, logo: bytes | None) -> None:
    whole = _SIZES[shape][0]
    width = whole - 2 * _MARGIN - (0.95 if logo else 0)
    cover.block(slide, Area(0, 0, whole, 0.1), theme.ACCENT)
    title = slide.shapes.title
    title.left, title.top = Inches(_MARGIN), Inches(0.22)
    title.width, title.height = Inches(width), Inches(0.95)
    size = next((size for size in _TITLE_SIZES[shape] if len(_broken(screen.title, size, width)) <= 2), 16)
    texts.write(title.text_frame, screen.title, size=size, bold=True, colour=theme.INK)
    small = 14 if len(_broken(screen.subtitle, 14, width)) == 1 else 12
    texts.box(slide, Area(_MARGIN, 1.17, width, 0.42), screen.subtitle, size=small, colour=theme.INK_SOFT)
    if logo is not None:
        cover.add_picture(slide, logo, Area(whole - _MARGIN - 0.82, 0.28, 0.82, 0.82))


def _broken(words: str, size: float, inches: float) -> list[str]:
    return svg.broken(words, size, inches * 72 * 0.97)


def _content_area(width: float, height: float) -> Area:
    return Area(_MARGIN, 1.68, width - 2 * _MARGIN, height - 1.68 - 0.68)


def _content(slide: Slide, screen: Screen, area: Area, source: OutlineSource) -> None:
    match screen.content:
        case Bars() as content:
            charts.add_bars(slide, content, area)
        case Line() as content:
            charts.add_line(slide, content, area)
        case Areas() as content:
            map_shapes.add_map(slide, content, area, source)
        case Table() as content:
            tables.add_table(slide, content, area)
        case Groups() as content:
            cover.add_groups(slide, content, area)
        case Tiles() as content:
            texts.add_tiles(slide, content, area)
        case Words() as content:
            texts.add_words(slide, content, area)


def _foot(
    slide: Slide, screen: Screen, number: int, association: str, stamp: str, width: float, height: float
) -> None:
    """Source and completeness to the left; who, the day of freezing, the number to the right."""
    cover.block(slide, Area(_MARGIN, height - 0.56, width - 2 * _MARGIN, 0.015), theme.GRID)
    words = " · ".join(part for part in (association, stamp, str(number)) if part)
    # Both take what they need, the longer one in two lines where they do not fit side by side.
    room = width - 2 * _MARGIN - 0.2
    own = min(svg.text_width(words, _FOOT_SIZE) / 72 * 1.06 + 0.1, room * 0.5)
    left = Area(_MARGIN, height - 0.52, room - own, 0.42)
    right = Area(width - _MARGIN - own, height - 0.52, own, 0.42)
    texts.box(slide, left, screen.source, size=_FOOT_SIZE, colour=theme.INK_SOFT)
    texts.box(slide, right, words, size=_FOOT_SIZE, colour=theme.INK_SOFT, bold=True, to_the_right=True)
