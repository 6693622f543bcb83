"""What is measured of exports: slides and reports against the libraries that write them, and in seconds."""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import typst
from docx import Document
from docx.document import Document as WordDocument
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from khuyenhoc.bench.measuring import Measurement, fixed, timed
from khuyenhoc.domain.screens import Bars, Line, Mark, Run, Screen, Table, Tiles, Words
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.document.model import Grid, Heading, OfficialReport, Paragraph, Picture
from khuyenhoc.reports.document.pdf import build_pdf
from khuyenhoc.reports.document.word import build_word
from khuyenhoc.reports.drawing.figure import screen_png
from khuyenhoc.reports.slides.deck import build_deck
from khuyenhoc.reports.web.player import build_player

_SLIDES = 20
_DECK_SECONDS, _REPORT_SECONDS = 10.0, 15.0
_TIMES = 3.0
_UNITS = 16
# Tables of so many units over the pages of an annex, with so many columns.
_ANNEX_ROWS, _ANNEX_COLUMNS, _ANNEXES = 150, 10, 4
_PICTURES = 4
_PARAGRAPHS = 110


def export_speed(_: Path) -> Iterator[Measurement]:
    """A deck of twenty slides and a report of thirty pages: in seconds, and against the bare libraries."""
    run, report = _run(), _report()
    deck = timed(partial(build_deck, run, _nowhere, association="Hội Khuyến học"))
    word, pdf = timed(partial(build_word, report)), timed(partial(build_pdf, report))
    yield Measurement("export.deck_20", deck, timed(_empty_charts), bar=_TIMES)
    yield Measurement("export.word_30_pages", word, timed(partial(_bare_word, report)), bar=_TIMES)
    yield Measurement("export.pdf_30_pages", pdf, timed(partial(_bare_pdf, report)), bar=_TIMES)
    yield Measurement("export.deck_20_seconds", deck, fixed(_DECK_SECONDS), bar=1.0)
    whole = timed(lambda: build_word(_report()))
    yield Measurement("export.word_30_seconds", whole, fixed(_REPORT_SECONDS), bar=1.0)
    whole = timed(lambda: build_pdf(_report()))
    yield Measurement("export.pdf_30_seconds", whole, fixed(_REPORT_SECONDS), bar=1.0)
    player = timed(lambda: build_player(run, _nowhere, Translator("vi")))
    yield Measurement("export.html_20_seconds", player, fixed(_DECK_SECONDS), bar=1.0)


def _nowhere(_: str) -> dict:
    """No shapes: maps depend on the province."""
    return {}


def _run() -> Run:
    """Slides of the kinds of a review, most of them charts."""
    names = tuple(f"{place}. Phường Bắc Nha Trang" for place in range(1, _UNITS + 1))
    values = tuple(90.0 - 3 * place for place in range(_UNITS))
    texts = tuple(f"{value:.1f}%".replace(".", ",") for value in values)
    target = "Mục tiêu 2030: 60,0%"
    contents = (
        Bars(names, values, texts, "Tỷ lệ", '0.0"%"', (60.0,) * _UNITS, target),
        Line(names, values, texts, "Tỷ lệ", '0.0"%"', (Mark(60.0, target),)),
        Bars(names[:5], values[:5], texts[:5], "Tỷ lệ", '0.0"%"'),
        Table(("Nội dung", "Kỳ này", "Cùng kỳ"), tuple(zip(names, texts, texts, strict=True))[:6], ("",) * 3),
        Tiles(tuple(zip(names[:4], texts[:4], texts[:4], strict=True))),
        Words(names[:4]),
    )
    screens = (
        Screen(f"Tỷ lệ công dân học tập, màn hình {place}", "Phần trăm", "59/65", contents[place % 3])
        if place < _SLIDES - len(contents)
        else Screen(f"Màn hình {place}", "Phần trăm", "59/65", contents[place % len(contents)])
        for place in range(_SLIDES)
    )
    return Run("Kết quả công tác khuyến học", tuple(screens))


def _report() -> OfficialReport:
    """Some thirty pages: text, pictures, and annexes of many rows."""
    words = "Tỷ lệ công dân học tập đạt 53,0%, tăng 2,4 điểm % so với cùng kỳ năm trước. " * 4
    screens = [screen for screen in _run().screens if isinstance(screen.content, Bars | Line)][:_PICTURES]
    pictures = [
        Picture(screen_png(each, _nowhere, pixels_wide=1400, height=740), each.title) for each in screens
    ]
    headings = ("TT", "Đơn vị", *(f"Chỉ tiêu {column}" for column in range(_ANNEX_COLUMNS)))
    rows = tuple(
        (str(row), f"Xã số {row}", *(f"{row * column:,}" for column in range(_ANNEX_COLUMNS)))
        for row in range(_ANNEX_ROWS)
    )
    return OfficialReport(
        "HỘI KHUYẾN HỌC VIỆT NAM",
        "HỘI KHUYẾN HỌC TỈNH",
        "Số:  /BC-HKH",
        "Khánh Hòa, ngày  tháng  năm 2026",
        "BÁO CÁO",
        "Kết quả công tác khuyến học",
        (Heading(1, "I. KẾT QUẢ"), *(Paragraph(words) for _ in range(_PARAGRAPHS)), *pictures),
        ("TM. BAN THƯỜNG VỤ",),
        ("Nơi nhận:", "- Lưu: VT."),
        tuple(Grid(f"PHỤ LỤC {n}", headings, rows, is_wide=True) for n in range(1, _ANNEXES + 1)),
    )


def _empty_charts() -> bytes:
    """As many charts as the deck has slides, made by the library with nothing but their data."""
    deck = Presentation()
    for _ in range(_SLIDES):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        data = CategoryChartData()
        data.categories = range(_UNITS)
        data.add_series("Tỷ lệ", range(_UNITS))
        area = (Inches(1), Inches(1), Inches(8), Inches(5))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *area, data)
        slide.notes_slide.notes_text_frame.text = "Tỷ lệ"
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _bare_word(report: OfficialReport) -> bytes:
    """The same texts, pictures and cells by the library alone, in its own looks."""
    document = Document()
    for block in report.blocks:
        if isinstance(block, Picture):
            document.add_picture(io.BytesIO(block.png))
        else:
            document.add_paragraph(block.words)
    for annex in report.annexes:
        _bare_table(document, annex)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _bare_table(document: WordDocument, annex: Grid) -> None:
    table = document.add_table(rows=1 + len(annex.rows), cols=len(annex.headings))
    for row, words in zip(table.rows, (annex.headings, *annex.rows), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text


def _bare_pdf(report: OfficialReport) -> bytes:
    """The same texts and cells set by the library in its own looks; the pictures are left out."""
    texts = "\n\n".join(block.words for block in report.blocks if not isinstance(block, Picture))
    tables = "".join(
        f"#table(columns: {len(annex.headings)}, "
        + ", ".join(f"[{cell}]" for row in (annex.headings, *annex.rows) for cell in row)
        + ")\n"
        for annex in report.annexes
    )
    return typst.compile(f"{texts}\n{tables}".encode(), format="pdf", ignore_system_fonts=True)
