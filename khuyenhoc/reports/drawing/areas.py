"""A map as SVG, with its archipelagos beside it and a legend that counts."""

from collections.abc import Iterator

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.outlines import Frame, Outlines, OutlineSource, main_rings, middle
from khuyenhoc.reports.drawing.svg import Box

_LEGEND_WIDTH = 430
_INSET_WIDTH = 270
_NAME_SIZE = 15
# The best and the last so many units are named before others.
_ENDS_NAMED = 3


def draw_areas(content: Areas, box: Box, source: OutlineSource) -> Iterator[str]:
    """Units in the colour of their class, their names where there is room."""
    outlines = merged(content.layers, source)
    insets = [(label, inset_units(content, source(layer))) for layer, label in content.insets]
    apart = frozenset(unit for _, members in insets for unit in members)
    inset_width = _INSET_WIDTH if insets else 0
    frame_box = Box(box.x, box.y, box.width - _LEGEND_WIDTH - inset_width, box.height - 34)
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
    yield from _names(content, outlines, frame, apart)
    height = min((box.height - 34) / max(len(insets), 1), 300)
    for place, (label, members) in enumerate(insets):
        inset = Box(frame_box.right + 10, box.y + place * height, _INSET_WIDTH - 20, height - 16)
        yield from _inset(label, members, inset, colour_of)
    yield from _legend(
        content, Box(box.right - _LEGEND_WIDTH + 24, box.y + 6, _LEGEND_WIDTH - 24, box.height), fill
    )
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


def _names(content: Areas, outlines: Outlines, frame: Frame, apart: frozenset[str]) -> Iterator[str]:
    """Names that do not touch each other or stick out far; the first and last few, then the largest."""
    taken: list[Box] = []
    for unit, name, words in named_first(content, outlines, frame):
        polygons = outlines.get(unit)
        if polygons is None or unit in apart:
            continue
        x, y = frame.place(middle(polygons))
        width = max(svg.text_width(name, _NAME_SIZE), svg.text_width(words, _NAME_SIZE))
        label = Box(x - width / 2, y - _NAME_SIZE, width, 2.2 * _NAME_SIZE)
        if width > 1.5 * _room(polygons, frame) or any(_overlap(label, other) for other in taken):
            continue
        taken.append(label)
        for row, (line, weight) in enumerate(((name, 600), (words, 400))):
            yield svg.text(
                line,
                x,
                y + 1.1 * _NAME_SIZE * row,
                _NAME_SIZE,
                colour=theme.INK,
                anchor="middle",
                weight=weight,
                halo=theme.PAPER,
            )


def named_first(content: Areas, outlines: Outlines, frame: Frame) -> list[tuple[str, str, str]]:
    """Unit, name and value in the order in which they get room for their names."""
    rows = list(zip(content.org_unit_ids, content.names, content.texts, strict=True))
    ends = [*rows[:_ENDS_NAMED], *rows[-_ENDS_NAMED:]] if len(rows) > 2 * _ENDS_NAMED else rows
    rest = sorted(
        (row for row in rows if row not in ends), key=lambda row: -_room(outlines.get(row[0]), frame)
    )
    return ends + rest


def _room(polygons: list | None, frame: Frame) -> float:
    """How wide a unit's widest part is on the drawing."""
    if polygons is None:
        return 0.0
    return max(
        (max(x for x, _ in polygon[0]) - min(x for x, _ in polygon[0])) * frame.shrink * frame.scale
        for polygon in polygons
    )


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.right + 4
        and other.x < one.right + 4
        and one.y < other.bottom + 2
        and other.y < one.bottom + 2
    )


def _inset(label: str, members: Outlines, box: Box, colour_of: dict[str, str]) -> Iterator[str]:
    yield svg.rectangle(box, theme.PAPER, stroke=theme.INK_SOFT)
    frame = Frame.around(
        main_rings(members, frozenset()), Box(box.x + 16, box.y + 16, box.width - 32, box.height - 76)
    )
    for unit, polygons in members.items():
        yield shape(polygons, frame, colour_of.get(unit, theme.NO_FIGURE), stroke=theme.INK)
    lines = svg.broken(label, 20, box.width - 16, 2)
    for place, words in enumerate(lines):
        y = box.bottom - 10 - 24 * (len(lines) - 1 - place)
        yield svg.text(words, box.x + box.width / 2, y, 20, colour=theme.INK, anchor="middle", weight=600)


def _legend(content: Areas, box: Box, hatching: str) -> Iterator[str]:
    size = 28
    entries = [
        (name, content.class_of.count(place), colour) for place, (name, colour) in enumerate(content.classes)
    ][::-1]
    if content.estimated:
        entries.append((content.estimate_name, len(content.estimated), hatching))
    for row, (name, count, fill) in enumerate(entries):
        y = box.y + row * 56
        yield svg.rectangle(Box(box.x, y, 44, 34), fill, stroke=theme.INK_SOFT)
        words = svg.broken(f"{name} ({count})", size, box.width - 62, 1)[0]
        yield svg.text(words, box.x + 58, y + 27, size, colour=theme.INK)
