"""A map as vector shapes on a slide: each unit is a shape with its name that can be recoloured."""

from pptx.shapes.autoshape import Shape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.util import Inches, Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Areas
from khuyenhoc.reports.drawing.areas import colours, inset_units, merged
from khuyenhoc.reports.drawing.outlines import Frame, Outlines, OutlineSource, main_rings
from khuyenhoc.reports.drawing.svg import Box
from khuyenhoc.reports.slides import texts
from khuyenhoc.reports.slides.texts import Area

_LEGEND_WIDTH = 3.1
_INSET_WIDTH = 2.1
# Freeforms are drawn on a grid of so many steps an inch.
_STEPS = 1000


def add_map(slide: Slide, content: Areas, area: Area, source: OutlineSource) -> None:
    """Units in the colour of their class, insets, and a legend that counts."""
    outlines = merged(content.layers, source)
    insets = [(label, inset_units(content, source(layer))) for layer, label in content.insets]
    apart = frozenset(unit for _, members in insets for unit in members)
    beside = _LEGEND_WIDTH + (_INSET_WIDTH if insets else 0)
    frame_area = Area(area.left, area.top, area.width - beside, area.height - 0.25)
    names = dict(
        zip(
            content.org_unit_ids,
            (f"{name}: {words}" for name, words in zip(content.names, content.texts, strict=True)),
            strict=True,
        )
    )
    main = {unit: polygons for unit, polygons in outlines.items() if unit not in apart}
    _add_units(slide, main, frame_area, content, names)
    height = min(2.3, (area.height - 0.25) / max(len(insets), 1))
    for place, (label, members) in enumerate(insets):
        left = frame_area.left + frame_area.width + 0.1
        inset = Area(left, area.top + place * height, _INSET_WIDTH - 0.2, height - 0.1)
        _add_frame(slide, inset)
        _add_units(
            slide,
            members,
            Area(inset.left + 0.1, inset.top + 0.1, inset.width - 0.2, height - 0.8),
            content,
            names,
        )
        texts.box(
            slide,
            Area(inset.left, inset.top + inset.height - 0.6, inset.width, 0.56),
            label,
            size=12,
            colour=theme.INK,
            bold=True,
        )
    _add_legend(
        slide, content, Area(area.left + area.width - _LEGEND_WIDTH + 0.2, area.top, _LEGEND_WIDTH - 0.2, 0)
    )
    texts.box(
        slide,
        Area(area.left, area.top + area.height - 0.22, area.width, 0.22),
        content.credit,
        size=9,
        colour=theme.INK_SOFT,
    )


def _add_units(slide: Slide, outlines: Outlines, area: Area, content: Areas, names: dict[str, str]) -> None:
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
    shape.shadow.inherit = False
    return shape


def _add_frame(slide: Slide, area: Area) -> None:
    frame = slide.shapes.add_shape(1, *area.in_units())
    frame.fill.background()
    frame.line.color.rgb = texts.rgb(theme.INK_SOFT)
    frame.line.width = Pt(1)


def _add_legend(slide: Slide, content: Areas, area: Area) -> None:
    for row, place in enumerate(reversed(range(len(content.classes)))):
        name, colour = content.classes[place]
        swatch = _add_entry(slide, area, row, f"{name} ({content.class_of.count(place)})")
        swatch.fill.solid()
        swatch.fill.fore_color.rgb = texts.rgb(colour)
    if content.estimated:
        words = f"{content.estimate_name} ({len(content.estimated)})"
        texts.hatch(_add_entry(slide, area, len(content.classes), words).fill, theme.PAPER)


def _add_entry(slide: Slide, area: Area, row: int, words: str) -> Shape:
    """A swatch, still without its fill, and what it stands for."""
    top = area.top + row * 0.46
    swatch = slide.shapes.add_shape(1, *Area(area.left, top + 0.06, 0.4, 0.28).in_units())
    swatch.line.color.rgb = texts.rgb(theme.INK_SOFT)
    texts.box(slide, Area(area.left + 0.5, top, area.width - 0.5, 0.4), words, size=14, colour=theme.INK)
    return swatch
