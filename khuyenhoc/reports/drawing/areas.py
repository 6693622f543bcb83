"""A map as SVG, with its archipelagos beside it and a legend that counts."""

from collections.abc import Iterable, Iterator

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.map_labels import PlacedName, placed_names
from khuyenhoc.reports.drawing.outlines import Frame, Outlines, OutlineSource, main_rings, middle
from khuyenhoc.reports.drawing.svg import Box

_LEGEND_WIDTH = 400
_BESIDE_WIDTH = 360
_NAME_SIZE = 18
_SIGN_SIZE = 17
# From one entry of the legend to the next.
_STEP = 42
# A line of the best or the weakest units is at least so high, to be read from the back of a hall.
_LEAST_LINE, _HIGHEST_LINE = 46, 56
# Letters of those lines, and the distance between name and value.
_LEAST_SIZE, _WORD_GAP = 20, 14


def draw_areas(content: Areas, box: Box, source: OutlineSource) -> Iterator[str]:
    """Units in the colour of their class, their names where there is room."""
    outlines = merged(content.layers, source)
    insets = [(label, inset_units(content, source(layer))) for layer, label in content.insets]
    apart = frozenset(unit for _, members in insets for unit in members)
    beside = _BESIDE_WIDTH if insets or content.ends else 0
    frame_box = Box(box.x, box.y, box.width - _LEGEND_WIDTH - beside, box.height - 34)
    frame = Frame.around(main_rings(outlines, apart), frame_box)
    colour_of = colours(content)
    hatching, fill = svg.hatching((content, box))
    if content.estimated:
        yield hatching
    for unit, polygons in outlines.items():
        if unit not in apart:
            yield shape(polygons, frame, colour_of.get(unit, theme.NO_FIGURE))
            if unit in content.estimated:
                yield shape(polygons, frame, fill)
    placed = list(placed_names(content, outlines, frame, frame_box, apart, _NAME_SIZE))
    yield from _names(placed)
    named = apart.union(each.unit for each in placed)
    for _, sign, x, y in placed_signs(content, outlines, frame, named):
        words = {"colour": theme.INK, "anchor": "middle", "weight": 600, "halo": theme.PAPER}
        yield svg.text(sign, x, y + _SIGN_SIZE * 0.35, _SIGN_SIZE, **words)
    height = min((box.height - 34) / max(len(insets), 1), 270)
    for place, (label, members) in enumerate(insets):
        inset = Box(frame_box.right + 10, box.y + place * height, _BESIDE_WIDTH - 40, height - 16)
        yield from _inset(label, members, inset, colour_of)
    beside_legend = Box(box.right - _LEGEND_WIDTH + 24, box.y + 6, _LEGEND_WIDTH - 24, box.height)
    yield from _legend(content, beside_legend, fill)
    tops = (box.y + len(insets) * height, box.y + _STEP * legend_rows(content))
    top = max(tops)
    places = [
        Box(x, top, width, box.bottom - 34 - top)
        for x, width in (
            (frame_box.right + 10, _BESIDE_WIDTH - 40),
            (beside_legend.x, beside_legend.width),
        )
    ]
    yield from _ends(content, places)
    yield svg.text(content.credit, box.x, box.bottom - 4, 18, colour=theme.INK_SOFT)


def merged(layers: tuple[str, ...], source: OutlineSource) -> Outlines:
    """The outlines of several layers."""
    return {unit: polygons for layer in layers for unit, polygons in source(layer).items()}


def inset_units(content: Areas, outlines: Outlines) -> Outlines:
    """Of an inset's units, which lie over each other by level and vintage, those that the map shows."""
    return {unit: polygons for unit, polygons in outlines.items() if unit in content.org_unit_ids}


def colours(content: Areas) -> dict[str, str]:
    """Unit -> colour of its class."""
    return {
        unit: content.classes[place][1]
        for unit, place in zip(content.org_unit_ids, content.class_of, strict=True)
    }


def shape(polygons: list, frame: Frame, colour: str, *, stroke: str = theme.OUTLINE_STRONG) -> str:
    """One unit."""
    rings = [
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(frame.place, ring)) + "Z"
        for polygon in polygons
        for ring in polygon
    ]
    return (
        f'<path d="{"".join(rings)}" fill="{colour}" stroke="{stroke}" stroke-width="0.8" '
        'fill-rule="evenodd"/>'
    )


def _names(placed: Iterable[PlacedName]) -> Iterator[str]:
    for each in placed:
        if each.leader is not None:
            (x1, y1), (x2, y2) = each.leader
            yield svg.line(x1, y1, x2, y2, theme.PAPER, width=5)
            yield svg.line(x1, y1, x2, y2, theme.INK)
            yield svg.circle(x2, y2, 6, theme.PAPER)
            yield svg.circle(x2, y2, 4, theme.INK)
        for row, (line, weight) in enumerate(zip(each.words, (600, 400), strict=True)):
            yield svg.text(
                line,
                each.box.x + each.box.width / 2,
                each.box.y + _NAME_SIZE * (1 + 1.1 * row),
                _NAME_SIZE,
                colour=theme.INK,
                anchor="middle",
                weight=weight,
                halo=theme.PAPER,
            )


def placed_signs(
    content: Areas, outlines: Outlines, frame: Frame, without: frozenset[str]
) -> Iterator[tuple[str, str, float, float]]:
    """Units with the sign of their state or approximate shape, and where it stands: on small shapes too.

    Args:
        without: units drawn apart, or with their name and value on them.
    """
    for unit, sign in content.sign_of.items():
        if unit in outlines and unit not in without:
            yield (unit, sign, *frame.place(middle(outlines[unit])))


def legend_entries(content: Areas) -> list[str]:
    """Sign and name of each class in the order of `classes`, with its number of units."""
    signs = content.signs or ("",) * len(content.classes)
    return [
        f"{sign} {name} ({content.class_of.count(place)})".strip()
        for place, (sign, (name, _)) in enumerate(zip(signs, content.classes, strict=True))
    ]


def approximate_entry(content: Areas) -> str:
    """What the sign of approximate shapes means, with their number; "" without any."""
    if not content.approximate:
        return ""
    sign, words = content.approximate_sign
    return f"{sign} {words} ({len(content.approximate)})"


def legend_rows(content: Areas) -> int:
    """How many rows the legend has."""
    return len(content.classes) + bool(content.estimated) + bool(content.approximate)


def _inset(label: str, members: Outlines, box: Box, colour_of: dict[str, str]) -> Iterator[str]:
    yield svg.rectangle(box, theme.PAPER, stroke=theme.INK_SOFT)
    frame = Frame.around(
        main_rings(members, frozenset()), Box(box.x + 16, box.y + 16, box.width - 32, box.height - 76)
    )
    for unit, polygons in members.items():
        yield shape(polygons, frame, colour_of.get(unit, theme.NO_FIGURE), stroke=theme.INK)
    lines = [label]
    if svg.text_width(label, 20) > box.width - 16:
        # The province in brackets stays on one line.
        name, bracket, province = label.partition(" (")
        lines = [name, f"({province}"] if bracket else svg.broken(label, 20, box.width - 16, 2)
    for place, words in enumerate(lines):
        y = box.bottom - 10 - 24 * (len(lines) - 1 - place)
        yield svg.text(words, box.x + box.width / 2, y, 20, colour=theme.INK, anchor="middle", weight=600)


def _ends(content: Areas, boxes: list[Box]) -> Iterator[str]:
    """The best and the weakest units under their headings, in letters of one size."""
    lists = [
        (heading, units[: max(2, int(box.height / _LEAST_LINE - 1.4))], box)
        for (heading, units), box in zip(content.ends, boxes, strict=False)
    ]
    sizes = [
        min(box.height / (len(units) + 1.4) * 0.62, _HIGHEST_LINE * 0.62, fitting_size(units, box.width))
        for _, units, box in lists
    ]
    for heading, units, box in lists:
        yield from _end(heading, units, box, max(min(sizes), _LEAST_SIZE))


def fitting_size(units: tuple[tuple[str, str], ...], width: float) -> float:
    """Size of letters at which the longest name and its value stand in one line."""
    return min((width - _WORD_GAP) / svg.text_width(f"{name}{words}", 1) for name, words in units)


def _end(heading: str, units: tuple[tuple[str, str], ...], box: Box, size: float) -> Iterator[str]:
    step = min(box.height / (len(units) + 1.4), _HIGHEST_LINE)
    y = box.y + step
    yield svg.text(heading, box.x, y, size, colour=theme.ACCENT, weight=700)
    yield svg.line(box.x, y + step * 0.28, box.right, y + step * 0.28, theme.GRID)
    for name, words in units:
        y += step
        room = box.width - svg.text_width(words, size) - _WORD_GAP
        yield svg.text(svg.broken(name, size, room, 1)[0], box.x, y, size, colour=theme.INK)
        yield svg.text(words, box.right, y, size, colour=theme.INK, anchor="end", weight=600)


def _legend(content: Areas, box: Box, hatching: str) -> Iterator[str]:
    fills = [colour for _, colour in content.classes]
    entries = list(zip(legend_entries(content), fills, strict=True))[::-1]
    if content.estimated:
        entries.append((f"{content.estimate_name} ({len(content.estimated)})", hatching))
    if content.approximate:
        entries.append((approximate_entry(content), ""))
    widest = max(svg.text_width(words, 1) for words, _ in entries)
    size = min(27, (box.width - 58) / widest)
    for row, (each, fill) in enumerate(entries):
        y = box.y + row * _STEP
        if fill:
            yield svg.rectangle(Box(box.x, y, 44, 32), fill, stroke=theme.INK_SOFT)
        yield svg.text(each, box.x + 58, y + 25, size, colour=theme.INK)
