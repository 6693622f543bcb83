"""A map as an SVG drawing, for slides and print: drawn here, without a browser."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from khuyenhoc import theme
from khuyenhoc.charts.map import MapContent
from khuyenhoc.charts.map_classes import MapClass, estimated
from khuyenhoc.charts.map_insets import inset_boxes
from khuyenhoc.charts.map_land import (
    HATCHING,
    circle_legend,
    circle_legend_height,
    inset_map,
    main_map,
    texts_on_shapes,
)
from khuyenhoc.charts.map_names import has_ranks
from khuyenhoc.charts.svg_list import list_rows, list_width
from khuyenhoc.charts.svg_text import FONT, Box, legend_height, legend_rows, text_lines, wrapped
from khuyenhoc.i18n import Translator

WIDTH, HEIGHT = 1600, 900
_MARGIN = 40
_TITLE_SIZE, _SUBTITLE_SIZE, _FOOT_SIZE = 34, 21, 15
_SIDE_WIDTH = 370
_INSET_GAP, _CIRCLES_GAP = 10, 24
# Letters that a line of the title, the subtitle or the foot takes across the picture.
_TITLE_LETTERS, _FOOT_LETTERS = 84, 205


@dataclass(frozen=True)
class Caption:
    """The words around a picture: the finding, what is measured, and where figures and shapes come from."""

    title: str
    subtitle: str
    source: str
    credit: str
    warning: str = ""


def map_svg(content: MapContent, caption: Caption, t: Translator) -> str:
    """Draw a map with title, legend, insets, source and credit.

    Args:
        content: with outlines of all its units and of the features of its insets.

    Returns:
        An SVG document of 1600 x 900 that refers to nothing outside itself.
    """
    classes = content.classes(t)
    title = wrapped(caption.title, _TITLE_LETTERS)
    foot = [line for text in (caption.source, caption.credit) for line in wrapped(text, _FOOT_LETTERS)]
    head_height = _MARGIN + len(title) * _TITLE_SIZE * 1.2 + 2 * _SUBTITLE_SIZE
    foot_height = len(foot) * _FOOT_SIZE * 1.35 + 24
    main = Box(_MARGIN, head_height, WIDTH - 2 * _MARGIN - _SIDE_WIDTH, HEIGHT - head_height - foot_height)
    side = Box(main.left + main.width + 20, head_height, _SIDE_WIDTH - 20, main.height)
    beside = list_width(len(content.units))
    land = Box(main.left + beside, main.top, main.width - beside, main.height)
    texts = texts_on_shapes(content, land, t)
    rows = _LegendRows(
        classes,
        estimates=len(estimated(content.units)),
        approximate=len(content.layer.approximate.intersection(content.units["org_unit_id"])),
        has_ranks=has_ranks(texts),
    )
    parts = [
        *text_lines(title, _MARGIN, _MARGIN + _TITLE_SIZE * 0.8, _TITLE_SIZE, weight=700),
        *text_lines([caption.subtitle], _MARGIN, head_height - _SUBTITLE_SIZE, _SUBTITLE_SIZE),
        *list_rows(content.units, content.indicator, main, t),
        *main_map(content, classes, land, texts),
        *_insets(content, classes, side, below=side.top + _legend_height(content, rows)),
        *_legend(content, side, t, rows),
        *text_lines(foot, _MARGIN, HEIGHT - foot_height + 20, _FOOT_SIZE, colour=theme.INK_SOFT),
    ]
    if caption.warning:
        parts += text_lines([caption.warning], WIDTH - _MARGIN, 26, _FOOT_SIZE, anchor="end", weight=700)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="{FONT}" role="img" aria-label="{escape(caption.title)}">'
        f"{HATCHING}"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.PAPER}"/>{"".join(parts)}</svg>'
    )


@dataclass(frozen=True)
class _LegendRows:
    """What the legend lists: see `svg_text.legend_rows`."""

    classes: Sequence[MapClass]
    estimates: int
    approximate: int
    has_ranks: bool

    @property
    def height(self) -> float:
        """Height that they take."""
        return legend_height(
            self.classes,
            estimates=self.estimates,
            approximate=self.approximate,
            has_ranks=self.has_ranks,
        )


def _insets(content: MapContent, classes: Sequence[MapClass], side: Box, *, below: float) -> Iterator[str]:
    """Frames in the lower part of the strip beside the map, lower ones where the legend is long."""
    boxes = inset_boxes(len(content.layer.insets))
    usual = side.top + (1 - max((top for *_, top in boxes), default=0)) * side.height
    bottom = side.top + side.height
    # Both below the legend, at the same distances, as far as it leaves them room.
    room = min(1.0, (bottom - below - _INSET_GAP) / (bottom - usual))
    for inset, (_, low, _, top) in zip(content.layer.insets, boxes, strict=True):
        frame = Box(
            side.left + 130,
            bottom - top * side.height * room,
            side.width - 130,
            (top - low) * side.height * room - 8,
        )
        yield from inset_map(content, inset, classes, frame)


def _legend(content: MapContent, side: Box, t: Translator, rows: _LegendRows) -> Iterator[str]:
    yield from legend_rows(
        rows.classes,
        side,
        t,
        estimates=rows.estimates,
        approximate=rows.approximate,
        has_ranks=rows.has_ranks,
    )
    if content.has_circles:
        yield from circle_legend(content, side.left, side.top + rows.height + _CIRCLES_GAP, WIDTH, t)


def _legend_height(content: MapContent, rows: _LegendRows) -> float:
    if not content.has_circles:
        return rows.height
    return rows.height + _CIRCLES_GAP + circle_legend_height(content, WIDTH)
