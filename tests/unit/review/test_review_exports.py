"""Every export read back by another library than the one that wrote it."""

import io
import re
import struct
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from khuyenhoc.i18n import Translator
from khuyenhoc.reports.drawing.outlines import read_outlines
from khuyenhoc.reports.slides.deck import build_deck
from khuyenhoc.reports.web.player import build_player
from khuyenhoc.review.exports import build_export, pictures_of
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import MapLayers
from khuyenhoc.review.screens import review_run

SQUARES = (
    '{"type":"FeatureCollection","features":['
    '{"type":"Feature","id":"reform-22333","geometry":{"type":"Polygon","coordinates":'
    "[[[109,12],[109,13],[110,13],[110,12],[109,12]]]}},"
    '{"type":"Feature","id":"reform-22390","geometry":{"type":"MultiPolygon","coordinates":'
    "[[[[108,12],[108,13],[109,13],[109,12],[108,12]]]]}}]}"
)
LAYERS = MapLayers(("communes",), (("inset", "Quần đảo Trường Sa"),), "Ranh giới gần đúng")


def source(layer: str) -> object:
    if layer == "inset":
        ring = "[[[114,9],[114,9.1],[114.1,9.1],[114,9]]]"
        return read_outlines(
            '{"features":[{"id":"reform-22736","geometry":{"type":"Polygon","coordinates":' + ring + "}}]}"
        )
    return read_outlines(SQUARES)


@pytest.fixture
def deck(facts: Facts, t: Translator) -> object:
    run = review_run(facts, t, layers=LAYERS)
    content = build_deck(run, source, association="Hội Khuyến học tỉnh Khánh Hòa", stamp="Số liệu chốt")
    return Presentation(io.BytesIO(content))


def chart_area(chart: object, slide: object) -> tuple[float, float]:
    """Left edge and width of the plot, as the file says them."""
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    layout = chart._chartSpace.chart.plotArea.find(".//" + qn("c:manualLayout"))
    x, w = (float(layout.find(qn(f"c:{name}")).get("val")) for name in "xw")
    return frame.left + frame.width * x, frame.width * w


def slide_titled(deck: object, words: str) -> object:
    return next(slide for slide in deck.slides if words in slide.shapes.title.text)


def test_charts_of_slides_hold_the_values_of_the_query(deck: object) -> None:
    slides = [slide for slide in deck.slides if any(shape.has_chart for shape in slide.shapes)]
    ranking = next(s for s in slides if "công dân học tập: cao nhất" in s.shapes.title.text)
    chart = next(shape.chart for shape in ranking.shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [70.0, 30.0]
    assert len(chart.plots[0].series) == 1
    strokes = [shape for shape in ranking.shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE]
    assert len(strokes) == 2 + 1  # one for each bar, and one beside the words
    left, width = chart_area(chart, ranking)
    at = left + width * 60.0 / chart.value_axis.maximum_scale
    assert [stroke.left for stroke in strokes[:2]] == pytest.approx([at, at], rel=0.002)
    assert list(chart.plots[0].categories) == ["1. Phường Bắc Nha Trang", "2. Phường Tây Nha Trang"]


def test_tables_of_slides_are_tables(deck: object) -> None:
    slide = slide_titled(deck, "Quỹ khuyến học vận động được trong kỳ")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert [cell.text for cell in table.rows[1].cells][1:] == [
        "7,0 tỷ đồng",
        "5,0 tỷ đồng",
        "+30,0% (2 đơn vị)",
    ]


def test_maps_of_slides_are_shapes_that_bear_their_units(deck: object) -> None:
    groups = [
        shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    names = {shape.name for group in groups for shape in group.shapes}
    assert "Bắc Nha Trang: 70,0%" in names
    assert any(name.startswith("Trường Sa") for name in names)


def test_every_slide_has_notes_and_its_source(deck: object) -> None:
    for slide in deck.slides:
        assert "đơn vị có số liệu" in slide.notes_slide.notes_text_frame.text


def test_word_report_has_the_form_of_the_decree(facts: Facts, t: Translator) -> None:
    content = build_export("docx", facts, t)
    document = Document(io.BytesIO(content))
    first = document.sections[0]
    assert (first.page_width.mm, first.page_height.mm) == (
        pytest.approx(210, abs=1),
        pytest.approx(297, abs=1),
    )
    assert 30 <= round(first.left_margin.mm) <= 35
    assert 15 <= round(first.right_margin.mm) <= 20
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 14
    letterhead = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in letterhead
    assert "HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA" in letterhead
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words.index("I. KẾT QUẢ ĐẠT ĐƯỢC") < words.index("III. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI")
    assert any("tăng 30,0% so với cùng kỳ năm trước" in text for text in words)


def test_annexes_repeat_their_heading_and_list_every_unit(facts: Facts, t: Translator) -> None:
    content = build_export("docx", facts, t)
    document = Document(io.BytesIO(content))
    annex = document.tables[-1]
    assert len(annex.rows) == 1 + 65 + 1
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert len(re.findall("<w:tblHeader/>", xml)) == 4
    rows = {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in annex.rows}
    assert rows["Phường Bắc Nha Trang"][0] == "5.000"
    assert set(rows["Phường Nha Trang (chưa nộp)"]) == {"–"}
    assert rows["Tổng cộng các đơn vị đã nộp"][0] == "7.000"


def test_pdf_report_is_a_pdf_of_several_pages(facts: Facts, t: Translator) -> None:
    content = build_export("pdf", facts, t)
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 4


def test_workbook_has_typed_cells_and_leaves_missing_ones_empty(facts: Facts, t: Translator) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_export("xlsx", facts, t)))
    assert book.sheetnames == ["Chỉ tiêu", "Số liệu toàn tỉnh", "Theo đơn vị", "Ghi chú"]
    sheet = book["Theo đơn vị"]
    headings = [cell.value for cell in sheet[1]]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["Phường Bắc Nha Trang"][headings.index("Tổng số hội viên")] == 120
    assert rows["Phường Nha Trang"][headings.index("Tổng số hội viên")] is None


def test_single_file_refers_to_nothing_outside(facts: Facts, t: Translator) -> None:
    run = replace(review_run(facts, t, layers=LAYERS), frozen_on="22/11/2026")
    html = build_player(run, source, t)
    assert not re.findall(r"""(?:src|href)=["']?https?:|url\(https?:|@import""", html)
    assert html.count('<section class="screen"') == len(run.screens)
    assert "Số liệu chốt ngày 22/11/2026" in html
    assert "Quần đảo Trường Sa" in html


def test_text_cannot_leave_its_place(facts: Facts, t: Translator) -> None:
    run = review_run(facts, t, layers=None)
    evil = replace(
        run.screens[0], title='</script><script>alert("x")</script>', notes='"><img src=x onerror=1>'
    )
    html = build_player(replace(run, screens=(evil,)), source, t, answers=[("</script><b>", evil)])
    assert "<script>alert" not in html
    assert "<img" not in html


def test_every_screen_is_a_picture_with_its_title_source_and_stamp(facts: Facts) -> None:
    t = Translator("vi")
    run = review_run(facts, t, layers=LAYERS)
    shown = replace(run, screens=run.screens[1:3], frozen_on="05/01/2027")
    with zipfile.ZipFile(io.BytesIO(pictures_of(shown, t))) as package:
        assert package.namelist() == ["01.svg", "01.png", "02.svg", "02.png"]
        words = "".join(re.findall(r">([^<]+)<", package.read("01.svg").decode()))
        assert "05/01/2027" in words
        assert shown.screens[0].title[:12] in words
        assert shown.screens[0].source.split()[0] in words
        width, height = struct.unpack(">II", package.read("01.png")[16:24])
        assert (width, height) == (1920, 1080)
