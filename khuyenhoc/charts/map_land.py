"""The land of a map as parts of an SVG drawing: shapes, hatching, circles, names, insets, into any box."""

from collections.abc import Iterator, Mapping, Sequence
from math import log, pi, radians, sqrt, tan

from khuyenhoc import theme
from khuyenhoc.charts.map import MapContent
from khuyenhoc.charts.map_circles import diameters, largest_diameter, legend_sizes
from khuyenhoc.charts.map_classes import STATE_MARKS, MapClass, colour_of_unit, estimated
from khuyenhoc.charts.map_insets import shown_unit
from khuyenhoc.charts.map_names import LABEL_SIZE, mark_texts, printed_texts
from khuyenhoc.charts.shapes import Bounds, Inset, Ring
from khuyenhoc.charts.svg_text import Box, mark_path, text_lines
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

PICTURE_WIDTH = 1600
PICTURE_LABEL_SIZE = 14
_CONTEXT_LINE = 0.9

HATCHING = (
    '<defs><pattern id="estimate" width="8" height="8" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="2" height="8" fill="{theme.INK}"/></pattern></defs>'
)


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


def texts_on_shapes(content: MapContent, box: Box, t: Translator) -> dict[str, tuple[str, ...]]:
    """What stands on shapes; sizes are those of the screen's print, smaller than this drawing's."""
    if content.has_circles:
        return mark_texts(content.units, content.layer)
    enlarged = PICTURE_LABEL_SIZE / LABEL_SIZE
    return printed_texts(
        content.units,
        content.indicator,
        content.layer,
        t,
        height=box.height / enlarged,
        width=box.width / enlarged,
    )


def main_map(
    content: MapContent,
    classes: Sequence[MapClass],
    box: Box,
    texts: Mapping[str, Sequence[str]],
    *,
    picture_width: float = PICTURE_WIDTH,
) -> Iterator[str]:
    """Every shape with its colour and hatching, then circles and names.

    Args:
        texts: as `texts_on_shapes` gives them; empty for none.
        picture_width: of a drawing that the map fills; decides how large circles get.
    """
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
    for unit in layer.context_ids:
        if unit in outlines:
            yield (
                f'<path d="{projection.path(outlines[unit])}" fill="none" stroke="{theme.INK}" '
                f'stroke-width="{_CONTEXT_LINE}" stroke-linejoin="round"/>'
            )
    if content.has_circles:
        yield from _circles(content, projection, picture_width)
    yield from _names(texts, colours, content, projection)


def _circles(content: MapContent, projection: _Projection, width: float) -> Iterator[str]:
    shown = content.units[content.units["org_unit_id"].isin(list(content.layer.labels))]
    shown = shown.sort_values("value", ascending=False)
    largest = largest_diameter(len(content.units), width) * 1.2
    sizes = diameters(shown["value"], largest=largest, top=content.top)
    for unit, size in zip(shown["org_unit_id"], sizes, strict=True):
        if size:
            x, y = projection.point(*content.layer.labels[unit][:2])
            yield circle(x, y, size / 2)


def circle(x: float, y: float, radius: float) -> str:
    """A circle that stands for an amount."""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{theme.ACCENT}" fill-opacity="0.62" '
        f'stroke="{theme.INK}"/>'
    )


def circle_legend(
    content: MapContent, left: float, top: float, picture_width: float, t: Translator
) -> Iterator[str]:
    """How large a circle stands for how much; `top` is where the largest begins."""
    largest = largest_diameter(len(content.units), picture_width) * 1.2
    for value, diameter in _legend_circles(content, picture_width):
        yield circle(left + largest / 2, top + diameter / 2, diameter / 2)
        label = format_value(value, content.indicator.unit, t)
        middle = top + diameter / 2 + 6
        yield from text_lines([label], left + largest + 14, middle, PICTURE_LABEL_SIZE + 2)
        top += _circle_room(diameter)


def circle_legend_height(content: MapContent, picture_width: float) -> float:
    """Height that `circle_legend` takes."""
    return sum(_circle_room(diameter) for _, diameter in _legend_circles(content, picture_width))


def _legend_circles(content: MapContent, picture_width: float) -> list[tuple[float, float]]:
    """Values of the legend with the diameters of their circles."""
    largest = largest_diameter(len(content.units), picture_width) * 1.2
    return [(value, largest * sqrt(value / content.top)) for value in legend_sizes(content.top)]


def _circle_room(diameter: float) -> float:
    return max(diameter, PICTURE_LABEL_SIZE) + 8


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
            middle = y + (len(lines) - 1) * PICTURE_LABEL_SIZE * 0.6
            yield mark_path(lines[-1], x, middle, PICTURE_LABEL_SIZE * 0.7, ink)
        words = [line for line in lines if line not in STATE_MARKS.values()]
        top = y - (len(lines) - 1) * PICTURE_LABEL_SIZE * 0.6 + PICTURE_LABEL_SIZE * 0.35
        yield from text_lines(
            words,
            x,
            top,
            PICTURE_LABEL_SIZE,
            colour=theme.text_on(colours[unit]),
            anchor="middle",
            leading=1.2,
        )


def inset_map(
    content: MapContent,
    inset: Inset,
    classes: Sequence[MapClass],
    box: Box,
    *,
    label_size: float = PICTURE_LABEL_SIZE,
) -> Iterator[str]:
    """An archipelago in a frame, its name below."""
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
        box.top + box.height + label_size + 2,
        label_size,
        anchor="end",
        leading=1.2,
    )


def _bounds(rings: Sequence[Ring]) -> Bounds:
    xs = [corner[0] for ring in rings for corner in ring]
    ys = [corner[1] for ring in rings for corner in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _northing(latitude: float) -> float:
    """Mercator, in degrees at the equator."""
    return 180 / pi * log(tan(pi / 4 + radians(latitude) / 2))
