"""A map as an SVG drawing, for slides and print: drawn here, without a browser."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, pi, radians, sqrt, tan
from xml.sax.saxutils import escape

from khuyenhoc import theme
from khuyenhoc.charts.map import MapContent
from khuyenhoc.charts.map_circles import diameters, largest_diameter, legend_sizes
from khuyenhoc.charts.map_classes import STATE_MARKS, MapClass, colour_of_unit, estimated
from khuyenhoc.charts.map_insets import inset_boxes, shown_unit
from khuyenhoc.charts.map_names import LABEL_SIZE, has_ranks, printed_texts
from khuyenhoc.charts.shapes import Bounds, Inset, Ring
from khuyenhoc.charts.svg_list import list_rows, list_width
from khuyenhoc.charts.svg_text import FONT, Box, legend_rows, mark_path, text_lines, wrapped
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

WIDTH, HEIGHT = 1600, 900
_MARGIN = 40
_TITLE_SIZE, _SUBTITLE_SIZE, _FOOT_SIZE, _LABEL_SIZE = 34, 21, 15, 14
_SIDE_WIDTH = 370
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


class _Projection:
    """Mercator, fitted into a box."""

    def __init__(self, bounds: Bounds, box: Box) -> None:
        west, south, east, north = bounds
        self._scale = min(box.width / (east - west), box.height / (_northing(north) - _northing(south)))
        self._left = box.left + (box.width - (east - west) * self._scale) / 2 - west * self._scale
        depth = (_northing(north) - _northing(south)) * self._scale
        self._top = box.top + (box.height - depth) / 2 + _northing(north) * self._scale

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        return self._left + longitude * self._scale, self._top - _northing(latitude) * self._scale

    def path(self, rings: Sequence[Ring]) -> str:
        """Path data; corners that fall on the pixel before are left out."""
        parts = []
        for ring in rings:
            corners = [self.point(*corner[:2]) for corner in ring]
            kept = [f"{x:.1f} {y:.1f}" for x, y in corners]
            thin = [text for place, text in enumerate(kept) if place == 0 or text != kept[place - 1]]
            if len(thin) > 3:
                parts.append(f"M{'L'.join(thin)}Z")
        return "".join(parts)


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
    texts = _texts(content, land, t)
    parts = [
        *text_lines(title, _MARGIN, _MARGIN + _TITLE_SIZE * 0.8, _TITLE_SIZE, weight=700),
        *text_lines([caption.subtitle], _MARGIN, head_height - _SUBTITLE_SIZE, _SUBTITLE_SIZE),
        *list_rows(content.units, content.indicator, main, t),
        *_main_map(content, classes, land, texts),
        *_insets(content, classes, side),
        *_legend(content, classes, side, t, has_numbers=has_ranks(texts)),
        *text_lines(foot, _MARGIN, HEIGHT - foot_height + 20, _FOOT_SIZE, colour=theme.INK_SOFT),
    ]
    if caption.warning:
        parts += text_lines([caption.warning], WIDTH - _MARGIN, 26, _FOOT_SIZE, anchor="end", weight=700)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="{FONT}" role="img" aria-label="{escape(caption.title)}">'
        f"{_HATCHING}"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.PAPER}"/>{"".join(parts)}</svg>'
    )


_HATCHING = (
    '<defs><pattern id="estimate" width="8" height="8" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="2" height="8" fill="{theme.INK}"/></pattern></defs>'
)


def _texts(content: MapContent, box: Box, t: Translator) -> dict[str, tuple[str, ...]]:
    """What stands on shapes; sizes are those of the screen's print, smaller than this drawing's."""
    if content.has_circles:
        return {}
    enlarged = _LABEL_SIZE / LABEL_SIZE
    return printed_texts(
        content.units,
        content.indicator,
        content.layer,
        t,
        height=box.height / enlarged,
        width=box.width / enlarged,
    )


def _main_map(
    content: MapContent, classes: Sequence[MapClass], box: Box, texts: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    layer = content.layer
    outlines = content.outlines or {}
    projection = _Projection(layer.bounds, box)
    colours = colour_of_unit(classes)
    line = 0.3 if len(content.units) > 400 else 1.0
    hatched = estimated(content.units)
    for unit in content.units["org_unit_id"]:
        if unit in layer.apart or unit not in outlines:
            continue
        path = projection.path(outlines[unit])
        width = 3 if unit == content.chosen else line
        yield (
            f'<path d="{path}" fill="{colours[unit]}" fill-rule="evenodd" '
            f'stroke="{theme.INK if unit == content.chosen else theme.OUTLINE_STRONG}" '
            f'stroke-width="{width}" stroke-linejoin="round"/>'
        )
        if unit in hatched:
            yield f'<path d="{path}" fill="url(#estimate)" fill-rule="evenodd"/>'
    if content.has_circles:
        yield from _circles(content, projection)
    yield from _names(texts, colours, content, projection)


def _circles(content: MapContent, projection: _Projection) -> Iterator[str]:
    shown = content.units[content.units["org_unit_id"].isin(list(content.layer.labels))]
    shown = shown.sort_values("value", ascending=False)
    largest = largest_diameter(len(content.units), WIDTH) * 1.2
    sizes = diameters(shown["value"], largest=largest, top=content.top)
    for unit, size in zip(shown["org_unit_id"], sizes, strict=True):
        if size:
            x, y = projection.point(*content.layer.labels[unit][:2])
            yield _circle(x, y, size / 2)


def _circle(x: float, y: float, radius: float) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{theme.ACCENT}" fill-opacity="0.62" '
        f'stroke="{theme.INK}"/>'
    )


def _names(
    texts: Mapping[str, Sequence[str]],
    colours: Mapping[str, str],
    content: MapContent,
    projection: _Projection,
) -> Iterator[str]:
    for unit, lines in texts.items():
        x, y = projection.point(*content.layer.labels[unit][:2])
        if lines[-1] in STATE_MARKS.values():
            ink = theme.text_on(colours[unit])
            yield mark_path(lines[-1], x, y + (len(lines) - 1) * _LABEL_SIZE * 0.6, _LABEL_SIZE * 0.7, ink)
        words = [line for line in lines if line not in STATE_MARKS.values()]
        top = y - (len(lines) - 1) * _LABEL_SIZE * 0.6 + _LABEL_SIZE * 0.35
        yield from text_lines(
            words, x, top, _LABEL_SIZE, colour=theme.text_on(colours[unit]), anchor="middle", leading=1.2
        )


def _insets(content: MapContent, classes: Sequence[MapClass], side: Box) -> Iterator[str]:
    """Frames in the lower part of the strip beside the map."""
    for inset, (_, bottom, _, top) in zip(
        content.layer.insets, inset_boxes(len(content.layer.insets)), strict=True
    ):
        box = Box(
            side.left + 130,
            side.top + (1 - top) * side.height,
            side.width - 130,
            (top - bottom) * side.height - 8,
        )
        yield from _inset(content, inset, classes, box)


def _inset(content: MapContent, inset: Inset, classes: Sequence[MapClass], box: Box) -> Iterator[str]:
    rings = (content.outlines or {}).get(inset.outline_key, ())
    own = shown_unit(content.units, inset)
    colours = colour_of_unit(classes)
    colour = colours[own["org_unit_id"].iloc[0]] if len(own) else theme.NO_FIGURE
    yield (
        f'<rect x="{box.left}" y="{box.top:.1f}" width="{box.width}" height="{box.height:.1f}" '
        f'fill="none" stroke="{theme.OUTLINE_STRONG}"/>'
    )
    if rings:
        projection = _Projection(_bounds(rings), box.within(10))
        yield (
            f'<path d="{projection.path(rings)}" fill="{colour}" fill-rule="evenodd" '
            f'stroke="{theme.OUTLINE_STRONG}"/>'
        )
    lines = inset.name.split("<br>")
    yield from text_lines(
        lines,
        box.left + box.width,
        box.top + box.height + _LABEL_SIZE + 2,
        _LABEL_SIZE,
        anchor="end",
        leading=1.2,
    )


def _legend(
    content: MapContent, classes: Sequence[MapClass], side: Box, t: Translator, *, has_numbers: bool
) -> Iterator[str]:
    yield from legend_rows(
        classes,
        side,
        t,
        estimates=len(estimated(content.units)),
        approximate=len(content.layer.approximate.intersection(content.units["org_unit_id"])),
        has_ranks=has_numbers,
    )
    if not content.has_circles:
        return
    largest = largest_diameter(len(content.units), WIDTH) * 1.2
    top = side.top + 150
    for value in legend_sizes(content.top):
        diameter = largest * sqrt(value / content.top)
        yield _circle(side.left + largest / 2, top + diameter / 2, diameter / 2)
        label = format_value(value, content.indicator.unit, t)
        yield from text_lines([label], side.left + largest + 14, top + diameter / 2 + 6, _LABEL_SIZE + 2)
        top += max(diameter, _LABEL_SIZE) + 8


def _bounds(rings: Sequence[Ring]) -> Bounds:
    xs = [corner[0] for ring in rings for corner in ring]
    ys = [corner[1] for ring in rings for corner in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _northing(latitude: float) -> float:
    """Mercator, in degrees at the equator."""
    return 180 / pi * log(tan(pi / 4 + radians(latitude) / 2))
