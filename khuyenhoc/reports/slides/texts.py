"""Texts, tiles and tables on slides."""

from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Table, Tiles, Words
from khuyenhoc.i18n.formats import ESTIMATE_SIGN

# On every office PC, with all Vietnamese letters.
FONT = "Arial"
_MOST_ROWS = 14


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
) -> None:
    """Put one paragraph into a frame, which keeps its size."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(0.03)
    frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if to_the_right else PP_ALIGN.LEFT
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
) -> None:
    """A text of its own."""
    shape = slide.shapes.add_textbox(*area.in_units())
    write(shape.text_frame, words, size=size, colour=colour, bold=bold, to_the_right=to_the_right)


def add_words(slide: Slide, content: Words, area: Area) -> None:
    """Sentences, one paragraph each, as large as they are likely to fit."""
    frame = slide.shapes.add_textbox(*area.in_units()).text_frame
    frame.word_wrap = True
    letters = sum(len(line) for line in content.lines)
    size = 30 if letters < 260 else 24 if letters < 620 else 18
    for place, line in enumerate(content.lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.6)
        run = paragraph.add_run()
        run.text = f"•  {line}"
        run.font.size, run.font.name = Pt(size), FONT
        run.font.color.rgb = rgb(theme.INK)


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
        frame = slide.shapes.add_shape(5, *Area(left, top, width, height).in_units())
        frame.adjustments[0] = 0.05
        frame.fill.solid()
        frame.fill.fore_color.rgb = rgb(theme.PAPER)
        frame.line.color.rgb = rgb(theme.OUTLINE_STRONG)
        inner = width - 0.4
        box(slide, Area(left + 0.2, top + 0.12, inner, 0.5), label, size=18, colour=theme.INK_SOFT, bold=True)
        box(
            slide,
            Area(left + 0.2, top + 0.6, inner, height - 1.2),
            value,
            size=48,
            colour=theme.INK,
            bold=True,
        )
        box(slide, Area(left + 0.2, top + height - 0.58, inner, 0.45), than, size=16, colour=theme.INK_SOFT)


def add_table(slide: Slide, content: Table, area: Area) -> None:
    """A native table; texts to the left, figures to the right."""
    rows = content.rows[:_MOST_ROWS]
    height = min(0.62, area.height / (len(rows) + 1))
    shape = slide.shapes.add_table(
        len(rows) + 1,
        len(content.headings),
        *Area(area.left, area.top, area.width, height * (len(rows) + 1)).in_units(),
    )
    table = shape.table
    first = 0.4 if len(content.headings) > 2 else 0.6
    for column in range(len(content.headings)):
        share = first if column == 0 else (1 - first) / (len(content.headings) - 1)
        table.columns[column].width = Inches(area.width * share)
    for number, row in enumerate((content.headings, *rows)):
        for column, value in enumerate(row):
            cell = table.cell(number, column)
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(theme.SEQUENTIAL[0] if number == 0 else theme.PAPER)
            write(
                cell.text_frame,
                "–" if value is None else str(value),
                size=16,
                colour=theme.INK,
                bold=number == 0 or column > 0,
                to_the_right=column > 0,
            )
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_left = cell.margin_right = Inches(0.1)
