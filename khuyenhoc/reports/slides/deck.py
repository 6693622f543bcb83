"""A run as a .pptx file: one slide a screen, with the finding as its title."""

import io
from collections.abc import Callable
from typing import Literal

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas, Bars, Line, Run, Screen, Table, Tiles, Words
from khuyenhoc.reports.drawing.outlines import OutlineSource
from khuyenhoc.reports.slides import charts, map_shapes, texts
from khuyenhoc.reports.slides.texts import Area

Shape = Literal["16:9", "4:3"]
_SIZES = {"16:9": (13.333, 7.5), "4:3": (10.0, 7.5)}
_TITLE_ONLY = 5
_MARGIN = 0.45
_TITLE_SIZE = {"16:9": 28, "4:3": 24}
# Letters that two lines of a title hold; longer ones are set smaller.
_TITLE_LETTERS = {"16:9": 100, "4:3": 84}


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
        slide = _slide(deck, screen, shape)
        _content(slide, screen, _content_area(width, height), source)
        _foot(slide, screen, place, association, stamp, width, height)
        if logo is not None:
            slide.shapes.add_picture(io.BytesIO(logo), Inches(width - 1.1), Inches(0.16), height=Inches(0.62))
        progress(place / len(run.screens))
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _slide(deck: Deck, screen: Screen, shape: Shape) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    width = _SIZES[shape][0] - 2 * _MARGIN
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (
        Inches(_MARGIN),
        Inches(0.2),
        Inches(width - 0.9),
        Inches(0.95),
    )
    size = _TITLE_SIZE[shape] * min(1.0, _TITLE_LETTERS[shape] / max(len(screen.title), 1))
    texts.write(title.text_frame, screen.title, size=max(round(size), 16), bold=True, colour=theme.INK)
    texts.box(slide, Area(_MARGIN, 1.15, width, 0.4), screen.subtitle, size=14, colour=theme.INK_SOFT)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(
        part for part in (screen.notes, screen.subtitle, screen.source) if part
    )
    return slide


def _content_area(width: float, height: float) -> Area:
    return Area(_MARGIN, 1.62, width - 2 * _MARGIN, height - 1.62 - 0.62)


def _content(slide: Slide, screen: Screen, area: Area, source: OutlineSource) -> None:
    match screen.content:
        case Bars() as content:
            charts.add_bars(slide, content, area)
        case Line() as content:
            charts.add_line(slide, content, area)
        case Areas() as content:
            map_shapes.add_map(slide, content, area, source)
        case Table() as content:
            texts.add_table(slide, content, area)
        case Tiles() as content:
            texts.add_tiles(slide, content, area)
        case Words() as content:
            texts.add_words(slide, content, area)


def _foot(
    slide: Slide, screen: Screen, number: int, association: str, stamp: str, width: float, height: float
) -> None:
    left = Area(_MARGIN, height - 0.5, width * 0.62, 0.36)
    right = Area(width * 0.64, height - 0.5, width * 0.36 - _MARGIN, 0.36)
    texts.box(slide, left, screen.source, size=11, colour=theme.INK_SOFT)
    words = " · ".join(part for part in (association, stamp, str(number)) if part)
    texts.box(slide, right, words, size=11, colour=theme.INK_SOFT, to_the_right=True)
    line = slide.shapes.add_connector(
        1, Inches(_MARGIN), Inches(height - 0.54), Inches(width - _MARGIN), Inches(height - 0.54)
    )
    line.line.color.rgb = texts.rgb(theme.GRID)
    line.line.width = Pt(1)
    bar = slide.shapes.add_shape(1, Emu(0), Emu(0), Inches(width), Inches(0.09))
    bar.fill.solid()
    bar.fill.fore_color.rgb = texts.rgb(theme.ACCENT)
    bar.line.fill.background()
