"""A review of before the reform, read on today's communes: estimates are named wherever they stand."""

import io
from types import SimpleNamespace

import docx
import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE

from khuyenhoc.domain.lenses import Lens, units_on_land_of
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.screens import Areas, Bars, Run, Screen
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.document.model import Grid, OfficialReport
from khuyenhoc.reports.document.word import build_word
from khuyenhoc.reports.drawing.figure import screen_svg
from khuyenhoc.reports.drawing.outlines import Outlines
from khuyenhoc.reports.slides.charts import marked_format
from khuyenhoc.reports.slides.deck import build_deck
from khuyenhoc.review import shapes
from khuyenhoc.review.answers import answers
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import MapLayers, map_screen, ranking_screen, trend_screen
from khuyenhoc.review.workbook import review_workbook
from khuyenhoc.store.database import Database
from tests.reports import store
from tests.unit.review.conftest import facts_of

# Nha Trang was divided among four wards; Trường Sa became one special zone.
NHA_TRANG, TRUONG_SA = "legacy-568", "legacy-576"
WARDS = ("reform-22333", "reform-22366", "reform-22390", "reform-22402")
ZONE = "reform-22736"
RATE = "learning_citizen_rate"
LAYERS = MapLayers(("communes",), (("inset", "Trường Sa"),), "credit")


@pytest.fixture(scope="module")
def former_store(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = Database(tmp_path_factory.mktemp("former"))
    figures = {
        NHA_TRANG: {"adults": 500.0, "citizens_recognised": 350.0},
        TRUONG_SA: {"adults": 100.0, "citizens_recognised": 90.0},
    }
    store(database, "2025-Q1", figures)
    communes = {"reform-22333": {"adults": 500.0, "citizens_recognised": 200.0}}
    store(database, "2025-Q3", communes, province_id="reform-56")
    return database


@pytest.fixture
def restated(former_store: Database) -> Facts:
    return _facts(former_store, "legacy-56", "2025-Q1", Lens.CURRENT)


def _facts(database: Database, province: str, period: str, lens: Lens) -> Facts:
    return facts_of(database, Subject(all_units()[province], Period.parse(period)), lens=lens)


def _source(layer: str) -> Outlines:
    units = (ZONE, TRUONG_SA, "reform-56") if layer == "inset" else WARDS
    return {
        unit: [[[(109.0 + x, 12.0), (109.0 + x, 13.0), (109.9 + x, 13.0), (109.0 + x, 12.0)]]]
        for x, unit in enumerate(units)
    }


def test_divided_units_are_marked_and_whole_ones_are_not(restated: Facts, t: Translator) -> None:
    screen = map_screen(restated, RATE, LAYERS, t)
    assert isinstance(screen.content, Areas)
    texts = dict(zip(screen.content.org_unit_ids, screen.content.texts, strict=True))
    assert (texts[WARDS[0]], texts[ZONE]) == ("≈ 70,0%", "90,0%")
    assert sorted(screen.content.estimated) == sorted(WARDS)
    assert "4 đơn vị là ước tính" in screen.source
    assert screen.subtitle.endswith("Đơn vị hiện nay.")
    assert "(90,0%)" in screen.title
    assert "(≈ 70,0%)" in screen.title


def test_shapes_of_estimates_are_hatched_and_explained(restated: Facts, t: Translator) -> None:
    drawing = screen_svg(map_screen(restated, RATE, LAYERS, t), _source)
    assert drawing.count("<pattern ") == 1
    # Four wards and the swatch of the legend.
    assert drawing.count('fill="url(#estimate-') == 5
    assert "ước tính (4)" in drawing


def test_figures_as_reported_have_no_hatching(former_store: Database, t: Translator) -> None:
    facts = _facts(former_store, "legacy-56", "2025-Q1", Lens.REPORTED)
    screen = map_screen(facts, RATE, LAYERS, t)
    assert "url(#estimate" not in screen_svg(screen, _source)
    assert "ước tính" not in screen.source


def test_an_inset_shows_only_what_the_map_is_of(restated: Facts, t: Translator) -> None:
    """An archipelago is commune, district and provinces at once; the last drawn hid the others."""
    drawing = screen_svg(map_screen(restated, RATE, LAYERS, t), _source)
    # Four wards twice, hatching over colour, and one zone.
    assert drawing.count("<path ") == 9


def test_ranking_marks_bars(restated: Facts, t: Translator) -> None:
    bars = ranking_screen(restated, RATE, t).content
    assert isinstance(bars, Bars)
    assert bars.texts == ("90,0%", "≈ 70,0%", "≈ 70,0%", "≈ 70,0%", "≈ 70,0%")
    assert bars.estimated == (1, 2, 3, 4)


def test_trend_of_a_former_province_counts_its_estimated_periods(
    former_store: Database, t: Translator
) -> None:
    """Nha Trang's ward holds land of Khánh Hòa only: what it reported is exact after the reform, too."""
    facts = _facts(former_store, "legacy-56", "2025-Q3", Lens.CURRENT)
    screen = trend_screen(facts, RATE, t)
    assert screen.content.values == (100 * 440 / 600, 40.0)
    assert screen.content.estimated == ()
    assert set(facts.states["org_unit_id"]) < units_on_land_of("legacy-56")
    assert "reform-22333" in set(facts.states["org_unit_id"])


def _deck(screens: tuple[Screen, ...]) -> object:
    return Presentation(
        io.BytesIO(build_deck(Run("Hội nghị", screens), _source, association="Hội Khuyến học"))
    )


def test_slides_hatch_estimates_and_their_labels_follow_the_value(restated: Facts, t: Translator) -> None:
    deck = _deck((map_screen(restated, RATE, LAYERS, t), ranking_screen(restated, RATE, t)))
    shapes_of_map, shapes_of_ranking = (list(slide.shapes) for slide in deck.slides)
    units = {
        shape.name: shape.fill.type
        for group in shapes_of_map
        if group.shape_type == MSO_SHAPE_TYPE.GROUP
        for shape in group.shapes
    }
    assert units["Bắc Nha Trang: ≈ 70,0%"] == MSO_FILL.PATTERNED
    assert units["Trường Sa: 90,0%"] == MSO_FILL.SOLID
    chart = next(shape.chart for shape in shapes_of_ranking if shape.has_chart)
    points = chart.plots[0].series[0].points
    assert points[1].format.fill.type == MSO_FILL.PATTERNED
    codes = chart.plots[0].series[0]._element.xpath("c:dLbls/c:dLbl/c:numFmt/@formatCode")
    assert codes == ['[$-42A]"≈ "0.0"%"'] * 4


def test_answers_are_of_the_units_of_the_lens(restated: Facts, t: Translator) -> None:
    found = dict(answers(restated, t))
    screen = found["Phường Bắc Nha Trang"]
    assert screen.title == "Phường Bắc Nha Trang: kết quả đã quy đổi"
    rows = {row[0]: row[1:] for row in screen.content.rows}
    assert rows["Tỷ lệ công dân học tập"][0] == "≈ 70,0%"


def test_workbook_says_which_share_is_estimated(restated: Facts, t: Translator) -> None:
    book = openpyxl.load_workbook(io.BytesIO(review_workbook(restated, t)))
    rows = [row[:6] for row in book["Đã quy đổi"].iter_rows(min_row=2, values_only=True)]
    name = "Tỷ lệ công dân học tập"
    assert ("Phường Bắc Nha Trang", name, "Đã nộp", 70, "phần trăm", 100) in rows
    assert ("Đặc khu Trường Sa", name, "Đã nộp", 90, "phần trăm", 0) in rows


def test_estimates_stand_in_italics_in_the_workbook(restated: Facts, t: Translator) -> None:
    """And stay numbers: the sign is in the cell's format."""
    rows = openpyxl.load_workbook(io.BytesIO(review_workbook(restated, t)))["Đã quy đổi"].iter_rows(min_row=2)
    values = {row[0].value: row[3] for row in rows if row[1].value == "Tỷ lệ công dân học tập"}
    divided, whole = values["Phường Bắc Nha Trang"], values["Đặc khu Trường Sa"]
    assert (divided.value, divided.font.italic, divided.number_format) == (70, True, '"≈ "#,##0.00')
    assert (whole.value, whole.font.italic, whole.number_format) == (90, False, "#,##0.00")


def test_estimates_stand_in_italics_in_the_official_report() -> None:
    grid = Grid("Bảng", ("Đơn vị", "Giá trị"), (("Bắc Nha Trang", "≈ 70,0%"), ("Trường Sa", "90,0%")))
    report = OfficialReport(
        "TỈNH", "HỘI", "Số", "Nơi", "BÁO CÁO", "Quý I", (grid,), ("CHỦ TỊCH",), ("Nơi nhận",)
    )
    tables = docx.Document(io.BytesIO(build_word(report))).tables
    cells = {cell.text: cell.paragraphs[0].runs for table in tables for cell in table._cells}
    assert cells["≈ 70,0%"][0].italic
    assert not cells["90,0%"][0].italic


def test_estimates_stand_in_italics_on_slides(restated: Facts, t: Translator) -> None:
    screen = dict(answers(restated, t))["Phường Bắc Nha Trang"]
    (slide,) = _deck((screen,)).slides
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    runs = {cell.text: cell.text_frame.paragraphs[0].runs[0] for cell in table.iter_cells()}
    assert runs["≈ 70,0%"].font.italic
    assert not runs["Tỷ lệ công dân học tập"].font.italic


def test_sign_of_an_estimate_stands_in_each_part_of_a_format_of_money() -> None:
    assert marked_format('[>=1000000][$-42A]0.0,," triệu";[$-42A]#,##0') == (
        '[>=1000000][$-42A]"≈ "0.0,," triệu";[$-42A]"≈ "#,##0'
    )


def test_layers_follow_the_lens(
    former_store: Database, t: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = SimpleNamespace(approximate=frozenset({"reform-22435"}))
    monkeypatch.setattr(shapes, "load_manifest", lambda: manifest)
    monkeypatch.setattr(shapes, "outlines_of", _source)

    def layers(province: str, lens: Lens) -> tuple[str, ...]:
        return shapes.map_layers(_facts(former_store, province, "2025-Q1", lens), t).layers

    assert layers("legacy-56", Lens.REPORTED) == ("districts-legacy-56",)
    assert layers("legacy-56", Lens.CURRENT) == ("communes-reform-56",)
    assert set(layers("reform-56", Lens.FORMER)) == {"districts-legacy-56", "districts-legacy-58"}
    assert layers("reform-56", Lens.COMPARABLE) == ("areas-reform-56",)
    present = shapes.map_layers(_facts(former_store, "legacy-56", "2025-Q1", Lens.CURRENT), t)
    assert present.approximate == {"reform-22435"}
