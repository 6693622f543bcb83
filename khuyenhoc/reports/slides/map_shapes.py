"""A map as vector shapes on a slide: each unit is a shape with its name that can be recoloured."""

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.shapes.autoshape import Shape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.util import Inches, Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing.areas import (
    approximate_entry,
    colours,
    fitting_size,
    inset_units,
    legend_entries,
    legend_rows,
    merged,
    placed_signs,
)
from khuyenhoc.reports.drawing.map_labels import PlacedName, placed_names
from khuyenhoc.reports.drawing.outlines import Frame, Outlines, OutlineSource, main_rings
from khuyenhoc.reports.drawing.svg import Box
from khuyenhoc.reports.slides import texts
from khuyenhoc.reports.slides.texts import Area

_LEGEND_WIDTH = 3.0
_BESIDE_WIDTH = 2.8
_ROW = 0.38
# Inches: a line of the best or the weakest units, to be read from the back of a hall.
_LEAST_LINE, _HIGHEST_LINE = 0.36, 0.44
# Points; names that find no room at this size are left out.
_NAME_SIZE = 12
_SIGN_SIZE = 11
# Freeforms are drawn on a grid of so many steps an inch.
_STEPS = 1000


def add_map(slide: Slide, content: Areas, area: Area, source: OutlineSource) -> None:
    """Units in the colour of their class with names that fit, insets, the ends, a legend that counts."""
    outlines = merged(content.layers, source)
    insets = [(label, inset_units(content, source(layer))) for layer, label in content.insets]
    apart = frozenset(unit for _, members in insets for unit in members)
    beside = _LEGEND_WIDTH + (_BESIDE_WIDTH if insets or content.ends else 0)
    frame_area = Area(area.left, area.top, area.width - beside, area.height - 0.25)
    rows = zip(content.org_unit_ids, content.names, content.texts, strict=True)
    names = {unit: f"{name}: {words}" for unit, name, words in rows}
    main = {unit: polygons for unit, polygons in outlines.items() if unit not in apart}
    frame = _add_units(slide, main, frame_area, content, names)
    room = Box(*(value * _STEPS for value in frame_area))
    named = list(placed_names(content, outlines, frame, room, apart, _NAME_SIZE * _STEPS / 72))
    for each in named:
        _add_name(slide, each, theme.text_on(colours(content).get(each.unit, theme.NO_FIGURE)))
    named_units = frozenset(each.unit for each in named)
    for unit, sign, x, y in placed_signs(content, outlines, frame, apart | named_units):
        ink = theme.text_on(colours(content).get(unit, theme.NO_FIGURE))
        _add_sign(slide, sign, x / _STEPS, y / _STEPS, ink)
    height = min(1.9, (area.height - 0.25) / max(len(insets), 1))
    left = frame_area.left + frame_area.width + 0.1
    for place, (label, members) in enumerate(insets):
        inset = Area(left, area.top + place * height, _BESIDE_WIDTH - 0.3, height - 0.1)
        _add_inset(slide, inset, label, members, content, names)
    legend = Area(area.left + area.width - _LEGEND_WIDTH + 0.1, area.top, _LEGEND_WIDTH - 0.1, 0)
    _add_legend(slide, content, legend)
    top = area.top + max(len(insets) * height, _ROW * legend_rows(content)) + 0.1
    height = area.top + area.height - 0.3 - top
    ends = [Area(left, top, _BESIDE_WIDTH - 0.3, height), Area(legend.left, top, legend.width, height)]
    _add_ends(slide, content, ends)
    credit = Area(area.left, area.top + area.height - 0.2, area.width, 0.22)
    texts.box(slide, credit, content.credit, size=10, colour=theme.INK_SOFT)


def _add_name(slide: Slide, placed: PlacedName, on_shape: str) -> None:
    """The name of a unit and its value: on the unit, or beside the map with a line that leads to it."""
    label, is_on_shape = placed.box, placed.leader is None and not placed.is_over_others
    if placed.leader is not None:
        _add_leader(slide, *placed.leader)
    if placed.is_over_others:
        _add_ground(slide, label)
    margin, height = 0.2, 1.1 * _NAME_SIZE / 72
    area = Area(label.x / _STEPS - margin, label.y / _STEPS, label.width / _STEPS + 2 * margin, 0.0)
    for row, line in enumerate(placed.words):
        place = Area(area.left, area.top + row * height, area.width, height)
        shape = slide.shapes.add_textbox(*place.in_units())
        words = {"colour": on_shape if is_on_shape else theme.INK, "bold": row == 0, "is_centred": True}
        texts.write(shape.text_frame, line, size=_NAME_SIZE, **words)


def _add_leader(slide: Slide, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A line from a name to its unit, with a dot on the unit; paper under both, to be seen on any colour."""
    ends = [Inches(value / _STEPS) for value in (*start, *end)]
    for colour, width, radius in ((theme.PAPER, 3, 0.055), (theme.INK, 1, 0.035)):
        line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        line.line.color.rgb, line.line.width = texts.rgb(colour), Pt(width)
        texts.flat(line)
        x, y = end[0] / _STEPS, end[1] / _STEPS
        place = Area(x - radius, y - radius, 2 * radius, 2 * radius)
        dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, *place.in_units())
        dot.fill.solid()
        dot.fill.fore_color.rgb = texts.rgb(colour)
        dot.line.fill.background()
        texts.flat(dot)


def _add_ground(slide: Slide, label: Box) -> None:
    """Paper under a name that covers its neighbours: so it is read everywhere."""
    place = Area(*(value / _STEPS for value in (label.x - 30, label.y, label.width + 60, label.height)))
    ground = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.in_units())
    ground.fill.solid()
    ground.fill.fore_color.rgb = texts.rgb(theme.PAPER)
    ground.line.fill.background()
    texts.flat(ground)


def _add_sign(slide: Slide, sign: str, x: float, y: float, colour: str) -> None:
    """A sign in the middle of a unit: of a state, or of an approximate shape."""
    height = 1.1 * _SIGN_SIZE / 72
    shape = slide.shapes.add_textbox(*Area(x - 0.2, y - height / 2, 0.4, height).in_units())
    texts.write(shape.text_frame, sign, size=_SIGN_SIZE, colour=colour, bold=True, is_centred=True)


def _add_inset(
    slide: Slide, area: Area, label: str, members: Outlines, content: Areas, names: dict[str, str]
) -> None:
    frame = slide.shapes.add_shape(1, *area.in_units())
    frame.fill.background()
    frame.line.color.rgb = texts.rgb(theme.INK_SOFT)
    frame.line.width = Pt(1)
    texts.flat(frame)
    shapes = Area(area.left + 0.1, area.top + 0.1, area.width - 0.2, area.height - 0.6)
    _add_units(slide, members, shapes, content, names)
    words = Area(area.left, area.top + area.height - 0.48, area.width, 0.44)
    # The province in brackets stays on one line.
    name, bracket, province = label.partition("(")
    label = name + bracket + province.replace(" ", "\u00a0")
    texts.box(slide, words, label, size=12, colour=theme.INK, bold=True, is_centred=True)


def _add_ends(slide: Slide, content: Areas, areas: list[Area]) -> None:
    """The best and the weakest units under their headings, in letters of one size."""
    lists = [
        (heading, units[: max(2, int(area.height / _LEAST_LINE) - 1)], area)
        for (heading, units), area in zip(content.ends, areas, strict=False)
    ]
    steps = [min(area.height / (len(units) + 1), _HIGHEST_LINE) for _, units, area in lists]
    fitting = [fitting_size(units, area.width * 72) for _, units, area in lists]
    size = min((18, *(step * 72 * 0.58 for step in steps), *fitting))
    for (heading, units, area), step in zip(lists, steps, strict=True):
        _add_end(slide, heading, units, area, size=size, step=step)


def _add_end(
    slide: Slide, heading: str, units: tuple[tuple[str, str], ...], area: Area, *, size: float, step: float
) -> None:
    head = Area(area.left, area.top, area.width, step)
    texts.box(slide, head, heading, size=size, colour=theme.ACCENT, bold=True)
    for row, (name, words) in enumerate(units, start=1):
        line = Area(area.left, area.top + row * step, area.width, step)
        texts.box(slide, line, name, size=size, colour=theme.INK)
        texts.box(slide, line, words, size=size, colour=theme.INK, bold=True, to_the_right=True)


def _add_units(slide: Slide, outlines: Outlines, area: Area, content: Areas, names: dict[str, str]) -> Frame:
    box = Box(*(value * _STEPS for value in area))
    frame = Frame.around(main_rings(outlines, frozenset()), box)
    group = slide.shapes.add_group_shape()
    colour_of = colours(content)
    for unit, polygons in outlines.items():
        shape = _add_unit(group, polygons, frame, names.get(unit, unit))
        colour = colour_of.get(unit, theme.NO_FIGURE)
        if unit in content.estimated:
            texts.hatch(shape.fill, colour)
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = texts.rgb(colour)
    return frame


def _add_unit(group: GroupShape, polygons: list, frame: Frame, name: str) -> Shape:
    rings = [
        [tuple(map(round, frame.place(point))) for point in ring] for polygon in polygons for ring in polygon
    ]
    builder = group.shapes.build_freeform(*rings[0][0], scale=Inches(1) / _STEPS)
    builder.add_line_segments(rings[0][1:], close=True)
    for ring in rings[1:]:
        builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    shape = builder.convert_to_shape()
    shape.name = name
    shape.line.color.rgb = texts.rgb(theme.OUTLINE_STRONG)
    shape.line.width = Pt(0.5)
    texts.flat(shape)
    return shape


def _add_legend(slide: Slide, content: Areas, area: Area) -> None:
    entries = list(zip(legend_entries(content), content.classes, strict=True))
    for row, (words, (_, colour)) in enumerate(reversed(entries)):
        swatch = _add_entry(slide, area, row, words)
        swatch.fill.solid()
        swatch.fill.fore_color.rgb = texts.rgb(colour)
    if content.estimated:
        words = f"{content.estimate_name} ({len(content.estimated)})"
        texts.hatch(_add_entry(slide, area, len(content.classes), words).fill, theme.PAPER)
    if content.approximate:
        top = area.top + (legend_rows(content) - 1) * _ROW
        row = Area(area.left + 0.5, top, area.width - 0.5, 0.4)
        texts.box(slide, row, approximate_entry(content), size=15, colour=theme.INK)


def _add_entry(slide: Slide, area: Area, row: int, words: str) -> Shape:
    """A swatch, still without its fill, and what it stands for."""
    top = area.top + row * _ROW
    swatch = slide.shapes.add_shape(1, *Area(area.left, top + 0.06, 0.4, 0.28).in_units())
    swatch.line.color.rgb, swatch.line.width = texts.rgb(theme.INK_SOFT), Pt(0.75)
    texts.flat(swatch)
    texts.box(slide, Area(area.left + 0.5, top, area.width - 0.5, 0.4), words, size=15, colour=theme.INK)
    return swatch
