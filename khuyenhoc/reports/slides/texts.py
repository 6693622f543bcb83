"""Texts and tiles on slides."""

from collections.abc import Sequence
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Tiles, Words
from khuyenhoc.i18n.formats import ESTIMATE_SIGN
from khuyenhoc.reports.drawing import svg

# On every office PC, with all Vietnamese letters.
FONT = "Arial"


class Area(NamedTuple):
    """A rectangle on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    def in_units(self) -> tuple[int, int, int, int]:
        """The same in the units of the format."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


def rgb(colour: str) -> RGBColor:
    """A colour of the theme."""
    return RGBColor.from_string(colour.removeprefix("#"))


def hatch(fill: FillFormat, colour: str) -> None:
    """Slanted lines on a colour: the sign of an estimate."""
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = rgb(theme.INK)
    fill.back_color.rgb = rgb(colour)


def write(
    frame: TextFrame,
    words: str,
    *,
    size: float,
    colour: str,
    bold: bool = False,
    to_the_right: bool = False,
    is_centred: bool = False,
) -> None:
    """Put one paragraph into a frame, which keeps its size."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(0.03)
    frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER if is_centred else PP_ALIGN.RIGHT if to_the_right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.italic = words.startswith(ESTIMATE_SIGN) or None
    run.font.color.rgb = rgb(colour)


def box(
    slide: Slide,
    area: Area,
    words: str,
    *,
    size: float,
    colour: str,
    bold: bool = False,
    to_the_right: bool = False,
    is_centred: bool = False,
) -> None:
    """A text of its own."""
    shape = slide.shapes.add_textbox(*area.in_units())
    write(
        shape.text_frame,
        words,
        size=size,
        colour=colour,
        bold=bold,
        to_the_right=to_the_right,
        is_centred=is_centred,
    )


def flat(shape: BaseShape) -> None:
    """No shadow, in programs too that take one from the theme although the shape says that it has none."""
    shape.shadow.inherit = False
    for effect in shape._element.iter(qn("a:effectRef")):
        effect.set("idx", "0")


def paragraphs(slide: Slide, area: Area, lines: Sequence[str], *, size: float) -> None:
    """Lines one under the other, from the top."""
    frame = slide.shapes.add_textbox(*area.in_units()).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Inches(0.03)
    frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.25)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.name = Pt(size), FONT
        run.font.color.rgb = rgb(theme.INK)


def add_words(slide: Slide, content: Words, area: Area) -> None:
    """Numbered sentences in rows of their own, as large as they fit."""
    count = len(content.lines)
    indent = 0.85 if count > 1 else 0.0
    inner = area.width - indent
    size = next((size for size in (28, 26, 24, 22, 20, 18) if _tall(content, size, inner) <= area.height), 16)
    heights = [_tall(Words((line,)), size, inner) for line in content.lines]
    gap = min(max(area.height - sum(heights), 0) / max(count, 1), 0.5)
    top = area.top
    for number, (line, height) in enumerate(zip(content.lines, heights, strict=True), start=1):
        if count > 1:
            mark = slide.shapes.add_shape(9, *Area(area.left, top + 0.06, 0.56, 0.56).in_units())
            mark.fill.solid()
            mark.fill.fore_color.rgb = rgb(theme.SEQUENTIAL[4])
            mark.line.fill.background()
            flat(mark)
            write(mark.text_frame, str(number), size=20, colour=theme.PAPER, bold=True, is_centred=True)
        paragraphs(slide, Area(area.left + indent, top + 0.08, inner, height), [line], size=size)
        top += height + gap


def _tall(content: Words, size: float, inches: float) -> float:
    """Height of sentences in inches."""
    lines = sum(len(svg.broken(line, size, inches * 72 * 0.97)) for line in content.lines)
    return lines * size * 1.22 / 72 + 0.3 * len(content.lines)


def add_tiles(slide: Slide, content: Tiles, area: Area) -> None:
    """Two tiles a row."""
    columns = 2 if len(content.tiles) > 1 else 1
    rows = -(-len(content.tiles) // columns)
    gap = 0.25
    width = (area.width - gap * (columns - 1)) / columns
    height = (area.height - gap * (rows - 1)) / rows
    for place, (label, value, than) in enumerate(content.tiles):
        left = area.left + (place % columns) * (width + gap)
        top = area.top + (place // columns) * (height + gap)
        for tile, colour in (
            (Area(left, top, width, height), theme.SEQUENTIAL[0]),
            (Area(left, top, 0.1, height), theme.ACCENT),
        ):
            shape = slide.shapes.add_shape(1, *tile.in_units())
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(colour)
            shape.line.fill.background()
            flat(shape)
        inner = width - 0.55
        box(slide, Area(left + 0.35, top + 0.12, inner, 0.6), label, size=20, colour=theme.INK, bold=True)
        size = min(54.0, 54 * inner * 72 * 0.95 / svg.text_width(value, 54))
        middle = Area(left + 0.35, top + 0.7, inner, height - 1.4)
        box(slide, middle, value, size=int(size), colour=theme.SEQUENTIAL[4], bold=True)
        below = Area(left + 0.35, top + height - 0.78, inner, 0.66)
        box(slide, below, than, size=16, colour=theme.INK_SOFT)
