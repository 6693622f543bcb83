"""Maps of several periods on one sheet, as an SVG drawing: one scale, one legend, insets in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil
from xml.sax.saxutils import escape

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.map import MapContent
from khuyenhoc.charts.map_classes import estimated
from khuyenhoc.charts.map_land import HATCHING, circle_legend, inset_map, main_map, texts_on_shapes
from khuyenhoc.charts.map_names import has_ranks, mark_texts
from khuyenhoc.charts.map_svg import HEIGHT, WIDTH, Caption
from khuyenhoc.charts.svg_text import FONT, Box, legend_height, legend_rows, text_lines, wrapped
from khuyenhoc.i18n import Translator

_MARGIN, _GAP = 40, 18
_TITLE_SIZE, _SUBTITLE_SIZE, _FOOT_SIZE = 34, 21, 15
_NAME_SIZE, _COUNT_SIZE = 19, 13
_SIDE_WIDTH = 320
_TITLE_LETTERS, _FOOT_LETTERS = 84, 205
# Share of a panel that the strip of insets takes, and of its height one inset; in low panels it is more.
_INSET_WIDTH, _INSET_HEIGHT, _LOW_INSET_HEIGHT = 0.24, 0.3, 0.45
_INSET_LABEL, _LOW_INSET_LABEL = 11, 8
_LOW, _NARROWEST = 260, 84
# What a province and the strip beside it are about as wide as high.
_IDEAL = 1.25
# Names on shapes need room; on more maps than these they would cover each other.
_MOST_WITH_NAMES = 2
_LOWEST_WITH_MARKS = 200


@dataclass(frozen=True)
class Panel:
    """One period: its name, how many units reported, and what the map is drawn from, outlines included."""

    name: str
    completeness: str
    content: MapContent


def map_sheet_svg(panels: Sequence[Panel], caption: Caption, t: Translator) -> str:
    """Draw maps side by side with title, legend, source and credit.

    Args:
        panels: one or more, all with the same scale.

    Returns:
        An SVG document of 1600 x 900 that refers to nothing outside itself.
    """
    title = wrapped(caption.title, _TITLE_LETTERS)
    foot = [line for text in (caption.source, caption.credit) for line in wrapped(text, _FOOT_LETTERS)]
    head_height = _MARGIN + len(title) * _TITLE_SIZE * 1.2 + 2 * _SUBTITLE_SIZE
    foot_height = len(foot) * _FOOT_SIZE * 1.35 + 24
    body = HEIGHT - head_height - foot_height
    main = Box(_MARGIN, head_height, WIDTH - 2 * _MARGIN - _SIDE_WIDTH, body)
    side = Box(main.left + main.width + _GAP, head_height, _SIDE_WIDTH - _GAP, body)
    has_names = len(panels) <= _MOST_WITH_NAMES
    drawn = [
        part
        for panel, box in zip(panels, panel_boxes(len(panels), main), strict=True)
        for part in _panel(panel, box, t, has_names=has_names)
    ]
    parts = chain(
        text_lines(title, _MARGIN, _MARGIN + _TITLE_SIZE * 0.8, _TITLE_SIZE, weight=700),
        text_lines([caption.subtitle], _MARGIN, head_height - _SUBTITLE_SIZE, _SUBTITLE_SIZE),
        drawn,
        _legend(panels, side, t),
        text_lines(foot, _MARGIN, HEIGHT - foot_height + 20, _FOOT_SIZE, colour=theme.INK_SOFT),
        text_lines([caption.warning] * bool(caption.warning), WIDTH - _MARGIN, 26, _FOOT_SIZE, anchor="end"),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="{FONT}" role="img" aria-label="{escape(caption.title)}">'
        f"{HATCHING}"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.PAPER}"/>{"".join(parts)}</svg>'
    )


def panel_boxes(count: int, whole: Box) -> list[Box]:
    """As many equal boxes, in the rows and columns that fit a province best and leave little room empty."""
    columns = min(range(1, count + 1), key=lambda columns: _unevenness(count, columns, whole))
    rows = ceil(count / columns)
    width = (whole.width - (columns - 1) * _GAP) / columns
    height = (whole.height - (rows - 1) * _GAP) / rows
    return [
        Box(
            whole.left + place % columns * (width + _GAP),
            whole.top + place // columns * (height + _GAP),
            width,
            height,
        )
        for place in range(count)
    ]


def _unevenness(count: int, columns: int, whole: Box) -> float:
    rows = ceil(count / columns)
    shape = (whole.width / columns) / (whole.height / rows) / _IDEAL
    return max(shape, 1 / shape) * rows * columns / count


def _panel(panel: Panel, box: Box, t: Translator, *, has_names: bool) -> Iterator[str]:
    content = panel.content
    classes = content.classes(t)
    yield from text_lines([panel.name], box.left, box.top + _NAME_SIZE, _NAME_SIZE, weight=700)
    below = box.top + _NAME_SIZE + _COUNT_SIZE * 1.5
    yield from text_lines([panel.completeness], box.left, below, _COUNT_SIZE, colour=theme.INK_SOFT)
    below += _COUNT_SIZE * 0.6
    strip = max(box.width * _INSET_WIDTH, _NARROWEST) if content.layer.insets else 0
    land = Box(box.left, below, box.width - strip, box.top + box.height - below)
    texts = texts_on_shapes(content, land, t) if has_names else mark_texts(content.units, content.layer)
    if land.height < _LOWEST_WITH_MARKS:
        texts = {}
    yield from main_map(content, classes, land, texts, picture_width=box.width)
    is_low = land.height < _LOW
    label_size = _LOW_INSET_LABEL if is_low else _INSET_LABEL
    share = _LOW_INSET_HEIGHT if is_low else _INSET_HEIGHT
    height = min(share, 0.9 / max(len(content.layer.insets), 1)) * land.height
    foot = land.top + land.height
    for place, inset in enumerate(reversed(content.layer.insets)):
        bottom = foot - place * height
        lines = inset.name.count("<br>") + 1
        room = height - label_size * (1.2 * lines + 0.8)
        frame = Box(land.left + land.width, bottom - height, strip, room)
        yield from inset_map(content, inset, classes, frame, label_size=label_size)


def _legend(panels: Sequence[Panel], side: Box, t: Translator) -> Iterator[str]:
    """Classes of all the maps together; numbers of units differ from map to map and are left out."""
    first = panels[0].content
    together = pd.concat([panel.content.units for panel in panels], ignore_index=True)
    classes = replace(first, units=together).classes(t)
    shown = {
        "estimates": sum(len(estimated(panel.content.units)) for panel in panels),
        "approximate": max(
            len(panel.content.layer.approximate.intersection(panel.content.units["org_unit_id"]))
            for panel in panels
        ),
        "has_ranks": len(panels) <= _MOST_WITH_NAMES
        and any(has_ranks(texts_on_shapes(panel.content, side, t)) for panel in panels),
    }
    yield from legend_rows(classes, side, t, **shown, has_counts=False, has_list=False)
    if first.has_circles:
        width = panel_boxes(len(panels), Box(0, 0, WIDTH - 2 * _MARGIN - _SIDE_WIDTH, side.height))[0].width
        top = side.top + legend_height(classes, **shown) + _GAP
        yield from circle_legend(first, side.left, top, width, t)
