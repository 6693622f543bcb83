"""The first slide, and the slide of who reported, of native shapes."""

import io
from itertools import accumulate

from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Inches, Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Cover, Groups, Screen
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.cover import group_columns, listed, name_lines
from khuyenhoc.reports.slides import texts
from khuyenhoc.reports.slides.texts import Area

_DARK = theme.SEQUENTIAL[4]
_MARGIN = 0.55
_POINTS = 72


def block(slide: Slide, area: Area, colour: str) -> Shape:
    """A plain rectangle without line or shadow."""
    shape = slide.shapes.add_shape(1, *area.in_units())
    shape.fill.solid()
    shape.fill.fore_color.rgb = texts.rgb(colour)
    shape.line.fill.background()
    texts.flat(shape)
    return shape


def add_cover(
    slide: Slide, screen: Screen, content: Cover, stamp: str, logo: bytes | None, width: float, height: float
) -> None:
    """A dark panel with the title, and the leading figures beside it."""
    panel = 0.62 * width
    inner = panel - 2 * _MARGIN
    block(slide, Area(0, 0, width, height), theme.SEQUENTIAL[0])
    block(slide, Area(0, 0, panel, height), _DARK)
    left = _MARGIN
    if logo is not None:
        block(slide, Area(_MARGIN, 0.4, 1.1, 1.1), theme.PAPER)
        add_picture(slide, logo, Area(_MARGIN + 0.08, 0.48, 0.94, 0.94))
        left += 1.3
    name = Area(left, 0.4, panel - left - 0.3, 1.1)
    texts.box(slide, name, content.association, size=20, colour=theme.PAPER, bold=True)
    title = slide.shapes.title
    size = next(size for size in (44, 40, 36, 32, 28) if size == 28 or _lines(screen.title, size, inner) <= 4)
    tall = _lines(screen.title, size, inner) * size * 1.25 / _POINTS + 0.2
    title.left, title.width, title.height = Inches(_MARGIN), Inches(inner), Inches(tall)
    title.top = Inches((height - tall) / 2)
    block(slide, Area(_MARGIN, (height - tall) / 2 - 0.25, 1.0, 0.08), theme.SEQUENTIAL[2])
    texts.write(title.text_frame, screen.title, size=size, bold=True, colour=theme.PAPER)
    # The title was there before the panel that it stands on.
    slide.shapes._spTree.append(title._element)
    words = " · ".join(part for part in (stamp, screen.subtitle) if part)
    texts.box(slide, Area(_MARGIN, height - 1.3, inner, 0.5), words, size=16, colour=theme.PAPER, bold=True)
    foot = Area(_MARGIN, height - 0.8, inner, 0.5)
    texts.box(slide, foot, screen.source, size=12, colour=theme.SEQUENTIAL[1])
    _figures(slide, content, Area(panel + 0.4, 0.4, width - panel - 0.7, height - 0.8))


def _lines(words: str, size: float, inches: float) -> int:
    return len(svg.broken(words, size, inches * _POINTS * 0.96))


def _figures(slide: Slide, content: Cover, area: Area) -> None:
    step = area.height / max(len(content.figures), 1)
    for place, (value, words) in enumerate(content.figures):
        top = area.top + place * step
        if place:
            block(slide, Area(area.left, top, area.width, 0.03), theme.SEQUENTIAL[1])
        size = min(60, 60 * area.width * _POINTS * 0.96 / svg.text_width(value, 60))
        top += (step - 1.75) / 2
        texts.box(
            slide, Area(area.left, top, area.width, 1.0), value, size=int(size), colour=_DARK, bold=True
        )
        texts.box(slide, Area(area.left, top + 1.0, area.width, 0.75), words, size=18, colour=theme.INK)


def add_picture(slide: Slide, content: bytes, area: Area) -> None:
    """A picture, as large as an area holds it."""
    shape = slide.shapes.add_picture(io.BytesIO(content), 0, 0)
    scale = min(Inches(area.width) / shape.width, Inches(area.height) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.left = Inches(area.left + area.width / 2) - shape.width // 2
    shape.top = Inches(area.top + area.height / 2) - shape.height // 2


def add_groups(slide: Slide, content: Groups, area: Area) -> None:
    """One bar with a part for each state, and under it how many units and which."""
    total = max(sum(count for count, *_ in content.groups), 1)
    ends = list(accumulate((count for count, *_ in content.groups), initial=0))
    for start, (count, _, _, colour) in zip(ends, content.groups, strict=False):
        left = area.left + area.width * start / total
        part = block(slide, Area(left, area.top + 0.05, area.width * count / total, 0.42), colour)
        part.line.color.rgb, part.line.width = texts.rgb(theme.INK_SOFT), Pt(0.75)
    for (left, width), group in zip(group_columns(content, area.width), content.groups, strict=True):
        _add_group(slide, group, Area(area.left + left, area.top + 0.9, width, area.height - 0.9))


def _add_group(slide: Slide, group: tuple[int, str, str, str], area: Area) -> None:
    count, name, names, colour = group
    mark = block(slide, Area(area.left, area.top, 0.1, 1.35), colour)
    mark.line.color.rgb, mark.line.width = texts.rgb(theme.INK_SOFT), Pt(0.5)
    left, inner = area.left + 0.28, area.width - 0.4
    texts.box(slide, Area(left, area.top, inner, 0.9), str(count), size=60, colour=theme.INK, bold=True)
    below = Area(left, area.top + 0.9, inner, 0.45)
    texts.box(slide, below, name, size=20, colour=theme.INK_SOFT, bold=True)
    room = area.height - 1.6
    size = next((size for size in (24, 20, 18, 16) if _tall(names, size, inner) <= room), 14)
    texts.paragraphs(slide, Area(left, area.top + 1.6, inner, room), listed(names), size=size)


def _tall(names: str, size: float, inches: float) -> float:
    return len(name_lines(names, size, inches * _POINTS * 0.96)) * size * 1.3 / _POINTS
