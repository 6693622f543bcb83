"""An official report as .docx: margins, type and parts as Decree 30/2020/NĐ-CP, annex I, wants them."""

import io
from collections.abc import Callable, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from khuyenhoc.reports.document.model import Grid, Heading, OfficialReport, Paragraph, Picture, Space
from khuyenhoc.reports.document.word_tables import word_table

FONT = "Times New Roman"
BODY_SIZE = 14
_SMALL = 11
_PICTURE_WIDTH = 142
# Between the margins of an upright page.
_TEXT_WIDTH = Mm(165)
# Centimetres between the margins of an annex set across the page, and of its first columns.
_WIDE, _NUMBER_COLUMN, _NAME_COLUMN = 25.2, 1.1, 5.2


def build_word(report: OfficialReport, progress: Callable[[float], None] = lambda _: None) -> bytes:
    """A .docx file; `progress` is called with the share that is done."""
    document = Document()
    _set_defaults(document)
    _set_page(document.sections[0])
    _number_pages(document.sections[0])
    if report.warning:
        _line(
            document.add_paragraph(), report.warning, size=13, is_bold=True, align=WD_ALIGN_PARAGRAPH.CENTER
        )
    _letterhead(document, report)
    parts = [*report.blocks, *report.annexes]
    for place, block in enumerate(report.blocks, start=1):
        _add(document, block)
        progress(place / len(parts))
    _signature(document, report)
    for place, annex in enumerate(report.annexes, start=len(report.blocks) + 1):
        _annex(document, annex)
        progress(place / len(parts))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_defaults(document: WordDocument) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY_SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def _set_page(section: Section, *, is_landscape: bool = False) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if is_landscape else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)


def _number_pages(section: Section) -> None:
    """Page number in the middle of the upper margin, none on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def _line(
    paragraph: WordParagraph,
    words: str,
    *,
    size: float = BODY_SIZE,
    is_bold: bool = False,
    is_italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), is_bold, is_italic
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)


def _letterhead(document: WordDocument, report: OfficialReport) -> None:
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, (Cm(6.4), Cm(10.1)))
    centre = WD_ALIGN_PARAGRAPH.CENTER
    left, right = table.rows[0].cells
    if report.logo is not None:
        left.paragraphs[0].alignment = centre
        left.paragraphs[0].add_run().add_picture(io.BytesIO(report.logo), height=Cm(1.6))
        left.add_paragraph()
    _line(left.paragraphs[-1], report.superior, size=12, align=centre)
    _line(left.add_paragraph(), report.issuer, size=12, is_bold=True, align=centre)
    _rule(left, 0.4)
    _line(right.paragraphs[0], report.motto[0], size=12, is_bold=True, align=centre)
    _line(right.add_paragraph(), report.motto[1], size=13, is_bold=True, align=centre)
    _rule(right, 0.75)
    left, right = table.rows[1].cells
    _line(left.paragraphs[0], report.number, size=13, align=centre)
    _line(right.paragraphs[0], report.place_and_date, size=13, is_italic=True, align=centre)
    for words in ("", report.kind, report.abstract):
        _line(document.add_paragraph(), words, is_bold=True, align=centre)
    document.add_paragraph()


def _rule(cell: _Cell, share: float) -> None:
    """The line under the issuer and under the motto."""
    paragraph = cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    indent = Cm((1 - share) * (3.2 if share < 0.5 else 4.4))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _add(document: WordDocument, block: object) -> None:
    match block:
        case Heading():
            paragraph = document.add_paragraph(style=f"Heading {block.level}")
            _line(paragraph, block.words, is_bold=True, is_italic=block.level == 3)
            _dress_heading(paragraph)
        case Paragraph():
            _body(document, block.words)
        case Space():
            _body(document, block.hint, is_italic=True)
            for _ in range(2):
                _dotted(document)
        case Grid():
            _grid(document, block)
            document.add_paragraph().paragraph_format.space_after = Pt(0)
        case Picture():
            document.add_picture(io.BytesIO(block.png), width=Mm(_PICTURE_WIDTH))
            document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _describe(document, block.description)


def _body(document: WordDocument, words: str, *, is_italic: bool = False) -> None:
    paragraph = document.add_paragraph()
    _line(paragraph, words, is_italic=is_italic, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.15


def _dotted(document: WordDocument) -> None:
    """A line of dots from margin to margin, to write on."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    _line(paragraph, "\t")


def _dress_heading(paragraph: WordParagraph) -> None:
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    for run in paragraph.runs:
        run.font.name = FONT
        run.font.color.rgb = None
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        colour = OxmlElement("w:color")
        colour.set(qn("w:val"), "000000")
        run.element.get_or_add_rPr().append(colour)


def _grid(document: WordDocument, grid: Grid) -> None:
    caption = document.add_paragraph()
    _line(caption, grid.caption, size=13, is_bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    caption.paragraph_format.keep_with_next = True
    size = _SMALL - 1 if grid.is_wide else 12
    table = word_table(grid, _column_widths(grid), style=document.styles["Table Grid"].style_id, size=size)
    caption._p.addnext(table)


def _column_widths(grid: Grid) -> list[float]:
    """Centimetres: of an annex the number and the name take what they need, else by the texts."""
    if not grid.is_wide:
        return [_TEXT_WIDTH.cm * share / sum(grid.shares) for share in grid.shares]
    count = len(grid.headings) - 2
    others = (_WIDE - _NUMBER_COLUMN - _NAME_COLUMN) / count
    return [_NUMBER_COLUMN, _NAME_COLUMN, *[others] * count]


def _signature(document: WordDocument, report: OfficialReport) -> None:
    table = document.add_table(rows=1, cols=2)
    _widths(table, (Cm(8.0), Cm(8.5)))
    left, right = table.rows[0].cells
    heading, *recipients = report.recipients
    _line(left.paragraphs[0], heading, size=12, is_bold=True, is_italic=True)
    for words in recipients:
        _line(left.add_paragraph(), words, size=11)
    for place, words in enumerate(report.signatory):
        paragraph = right.paragraphs[0] if place == 0 else right.add_paragraph()
        _line(paragraph, words, is_bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    for _ in range(4):
        right.add_paragraph()


def _annex(document: WordDocument, annex: Grid) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, is_landscape=annex.is_wide)
    section.different_first_page_header_footer = False
    _grid(document, annex)


def _widths(table: Table, widths: Sequence[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _describe(document: WordDocument, description: str) -> None:
    """Text for those who cannot see the last picture."""
    document.inline_shapes[-1]._inline.docPr.set("descr", description)
