"""Every page under every lens: restated where it can be, and a sentence where it cannot."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell import Cell
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Dataframe

from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.screens import Screen
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.workbook import TableColumn, to_workbook
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import output, routes
from tests.lens_examples import fill_with_both_maps
from tests.pages.conftest import OpenPage
from tests.queries.conftest import BAC_NHA_TRANG, TAY_NHA_TRANG

CHOICE = {"province": "reform-56", "period": "2025-Q1", "indicator": "member_rate"}
RESTATED = [Lens.CURRENT, Lens.FORMER, Lens.COMPARABLE]
# Page -> how the sentence goes on that says why the choice does not change it.
KEPT = {
    routes.TARGETS: "vì mục tiêu giao cho tỉnh và đơn vị đang hoạt động",
    routes.ASSESSMENT: "vì mỗi phiếu và danh hiệu là của đúng một đơn vị",
    routes.CONCLUSIONS: "vì kết luận giao việc cho đơn vị đang hoạt động",
    routes.PROGRESS: "vì lịch và thư nhắc là của đơn vị phải nộp",
}


def words_of(table: Dataframe) -> pd.DataFrame:
    """What a styled table shows, by the names of its units."""
    shown = convert_arrow_bytes_to_pandas_df(table.proto.arrow_data.styler.display_values)
    return shown.set_index("name")


def captions(app: AppTest) -> str:
    return "\n".join(caption.value for caption in app.caption)


@pytest.mark.parametrize("page", KEPT)
def test_where_a_lens_cannot_be_shown_a_sentence_says_why(
    filled_home: Path, open_page: OpenPage, page: str
) -> None:
    app = open_page(page, **CHOICE, lens="comparable")
    sentence = f"Trang này luôn theo đơn vị nộp báo cáo, {KEPT[page]}"
    assert sentence in captions(app)
    assert "“Vùng so sánh được” vẫn giữ cho các trang khác" in captions(app)
    assert app.query_params["lens"] == "comparable"
    app.selectbox(key="lens").select("reported").run()
    assert sentence not in captions(app)


def test_scorecard_of_todays_communes_is_estimated_and_says_so(
    filled_home: Path, open_page: OpenPage
) -> None:
    app = open_page(routes.SCORECARD, **CHOICE, lens="current")
    table = app.dataframe[0]
    rows = table.value.set_index("name")
    assert len(rows) == 65
    assert rows.loc["Phường Bắc Nha Trang", "member_rate"] == pytest.approx(15.0)
    assert rows.loc["Phường Bắc Nha Trang", ["estimated", "sources"]].tolist() == [1.0, 1]
    assert "≈ 15,0%" in words_of(table)["member_rate"].loc["Phường Bắc Nha Trang"]
    assert "italic" in str(table.proto)
    assert "≈ trước một số: ước tính" in "\n".join(text.value for text in app.markdown)
    # Four communes of Nha Trang and those of Phan Rang's land; every one a part of a report.
    assert f"{rows['member_rate'].notna().sum()} đơn vị là ước tính" in captions(app)


def test_scorecard_of_former_districts_after_the_reform(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.SCORECARD, **CHOICE | {"period": "2025-Q3"}, lens="former")
    rows = app.dataframe[0].value.set_index("name")
    assert len(rows) == 16
    assert rows.loc["Thành phố Nha Trang", ["member_rate", "estimated", "sources"]].tolist() == [16.0, 0.0, 2]
    assert words_of(app.dataframe[0])["member_rate"].loc["Thành phố Nha Trang"] == "16,0% ··*"


def test_areas_are_of_no_type(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.SCORECARD, **CHOICE, lens="comparable")
    assert app.segmented_control(key="scorecard.peers").options == ["Cả tỉnh", "Cùng cỡ dân số"]
    assert app.dataframe[0].value.set_index("name").loc["Nha Trang", "member_rate"] == 15.0


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, openpyxl.Workbook]:
    """Name -> workbook of every .xlsx that the pages run in the test offer."""
    made: dict[str, openpyxl.Workbook] = {}

    def keep(
        frame: pd.DataFrame,
        columns: Sequence[TableColumn],
        t: Translator,
        *,
        name: str,
        notes: Mapping[str, str],
    ) -> None:
        content = to_workbook(frame, columns, sheet="s", notes=notes, notes_sheet="n")
        made[name] = openpyxl.load_workbook(io.BytesIO(content))

    monkeypatch.setattr(output, "download_table", keep)
    return made


def rows_of(book: openpyxl.Workbook) -> dict[str, dict[str, Cell]]:
    """First column -> heading -> cell."""
    headings, *rows = book["s"].iter_rows()
    return {row[0].value: {h.value: cell for h, cell in zip(headings, row, strict=True)} for row in rows}


def about(book: openpyxl.Workbook) -> dict[str, str]:
    return {row[0].value: row[1].value for row in book["n"].iter_rows()}


def test_files_of_the_scorecard_name_estimates(
    filled_home: Path, open_page: OpenPage, files: dict[str, openpyxl.Workbook]
) -> None:
    open_page(routes.SCORECARD, **CHOICE, lens="current")
    book = files["scorecard_khanh_hoa_2025-Q1_current"]
    row = rows_of(book)["Phường Bắc Nha Trang"]
    rate = row["Tỷ lệ hội viên trên dân số (phần trăm)"]
    assert rate.value == pytest.approx(15.0)
    assert rate.font.italic
    assert rate.number_format.startswith('"≈ "')
    assert row["Tỷ lệ hội viên trên dân số: Phần ước tính (%)"].value == 100.0
    assert about(book)["Xem theo"].startswith("Đơn vị hiện nay. ")
    exact = open_page(routes.SCORECARD, **CHOICE | {"period": "2025-Q3"}, lens="former")
    assert not exact.exception
    row = rows_of(files["scorecard_khanh_hoa_2025-Q3_former"])["Thành phố Nha Trang"]
    assert not row["Tỷ lệ hội viên trên dân số (phần trăm)"].font.italic


def picked_screen(app: AppTest, name: str) -> Screen:
    """The screen that a page puts aside for the presentation."""
    app.button(key=f"pick.{name}").click().run()
    return app.session_state["conference.picks"][name]


def test_slides_of_the_scorecard_name_estimates(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.SCORECARD, **CHOICE, lens="current")
    screen = picked_screen(app, "scorecard.member_rate.all.reform-56.2025-Q1.current")
    assert "Quy về xã, phường hiện nay" in screen.subtitle
    assert " đơn vị là ước tính · " in screen.source
    assert "≈ 10,0%" in [row[2] for row in screen.content.rows]


def drawn(app: AppTest, place: int) -> dict:
    """A chart of a page as Plotly gets it."""
    return json.loads(app.get("plotly_chart")[place].proto.spec)


def test_comparison_of_a_commune_before_it_was_one(
    filled_home: Path, open_page: OpenPage, files: dict[str, openpyxl.Workbook]
) -> None:
    units = f"{BAC_NHA_TRANG},{TAY_NHA_TRANG}"
    app = open_page(routes.COMPARISON, **CHOICE, lens="current", units=units)
    assert app.title[0].value == (
        "Tỷ lệ hội viên trên dân số: cao nhất Phường Bắc Nha Trang (≈ 15,0%); tăng nhiều nhất "
        "Phường Bắc Nha Trang (≈ +5,0 điểm % so với cùng kỳ)"
    )
    row = app.dataframe[0].value.iloc[0]
    # 1117 of 4096 parts of the 150 members of Nha Trang, of 160 in the province.
    assert row[["value", "earlier_value", "change", "share"]].tolist() == [
        "≈ 15,0%",
        "≈ 10,0%",
        "≈ +5,0 điểm %",
        "≈ 25,6%",
    ]
    assert row[["estimated", "sources"]].tolist() == ["ước tính 100,0%", "1/1"]
    assert "italic" in str(app.dataframe[0].proto)
    assert "2/2 đơn vị có số liệu · 2 đơn vị là ước tính" in captions(app)
    assert "Điểm có dấu chéo và dấu ≈: số ước tính" in captions(app)
    assert drawn(app, 0)["data"][1]["marker"]["symbol"] == ["circle-x", "circle-x"]
    book = files["comparison_member_rate_khanh_hoa_2025-Q1_current"]
    assert rows_of(book)["Phường Bắc Nha Trang"]["Kỳ này"].font.italic


def test_comparison_through_the_reform_by_areas(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(
        routes.COMPARISON, **CHOICE | {"period": "2025-Q3"}, lens="comparable", units="area-legacy-568"
    )
    row = app.dataframe[0].value.iloc[0]
    assert row[["name", "value", "earlier_value", "estimated", "sources"]].tolist() == [
        "Nha Trang",
        "16,0%",
        "–",
        "chính xác",
        "2/4",
    ]
    course = drawn(app, 1)
    assert course["data"][0]["y"] == [10.0, 12.0, 15.0, 16.0]
    assert [shape["x0"] for shape in course["layout"]["shapes"]] == [2.5]
    assert "Đường chấm đứng: 01/07/2025" in captions(app)
    app.text_input(key="compare.search").input("ninh hai").run()
    next(button for button in app.button if button.label.startswith("Thêm Ninh Thuận")).click().run()
    assert app.dataframe[0].value["name"].tolist() == ["Nha Trang", "Ninh Thuận (7 huyện)"]


def test_choice_follows_its_land_to_another_map_and_comes_back(
    filled_home: Path, open_page: OpenPage
) -> None:
    app = open_page(routes.COMPARISON, **CHOICE, lens="current", units=f"{BAC_NHA_TRANG},{TAY_NHA_TRANG}")
    found = []
    for lens in ("former", "comparable", "current"):
        app.selectbox(key="lens").select(lens).run()
        assert not app.exception
        found.append(app.multiselect(key="units").value)
    assert found == [["legacy-568"], ["area-legacy-568"], [BAC_NHA_TRANG, TAY_NHA_TRANG]]


def test_profile_of_a_commune_before_it_was_one(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.PROFILE, unit=BAC_NHA_TRANG, period="2025-Q1", lens="current")
    rate = next(metric for metric in app.metric if metric.label == "Tỷ lệ hội viên trên dân số")
    assert (rate.value, rate.delta) == ("≈ 15,0%", "≈ +5,0 điểm %")
    assert "ước tính 100,0% · cộng từ 1/1 báo cáo" in captions(app)
    assert "1/8 chỉ tiêu có số liệu · 1 chỉ tiêu là ước tính" in captions(app)
    assert drawn(app, 0)["data"][0]["marker"]["symbol"] == [*["circle-x"] * 3, "circle"]
    assert "Đường chấm đứng: 01/07/2025" in captions(app)


def test_profile_of_a_district_goes_on_after_the_reform(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.PROFILE, unit="legacy-568", period="2025-Q3", lens="former")
    assert app.title[0].value.startswith("Thành phố Nha Trang, Khánh Hòa, quý III/2025")
    rate = next(metric for metric in app.metric if metric.label == "Tỷ lệ hội viên trên dân số")
    assert rate.value == "16,0%"
    assert "chính xác · cộng từ 2/4 báo cáo" in captions(app)


@pytest.mark.parametrize("unit", [BAC_NHA_TRANG, "legacy-568", "area-legacy-568"])
def test_profile_under_areas_is_the_whole_areas(filled_home: Path, open_page: OpenPage, unit: str) -> None:
    app = open_page(routes.PROFILE, unit=unit, period="2025-Q3", lens="comparable")
    assert app.title[0].value.startswith("Vùng Nha Trang, Khánh Hòa, quý III/2025")
    assert "thuộc vùng so sánh được Nha Trang: số liệu dưới đây là của cả vùng" in captions(app)
    rate = next(metric for metric in app.metric if metric.label == "Tỷ lệ hội viên trên dân số")
    assert rate.value == "16,0%"


def test_profile_of_a_unit_that_is_not_on_the_map(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.PROFILE, unit=BAC_NHA_TRANG, period="2025-Q3", lens="former")
    assert (
        "Phường Bắc Nha Trang không có khi xem theo “Đơn vị cũ (huyện)”: số liệu dưới đây từ báo cáo của "
        "chính đơn vị."
    ) in captions(app)
    rate = next(metric for metric in app.metric if metric.label == "Tỷ lệ hội viên trên dân số")
    assert rate.value == "25,0%"
    assert app.query_params["lens"] == "former"


@pytest.fixture
def both_home(empty_home: Path) -> Path:
    """Figures of a district and of its communes after it (tests/lens_examples.py)."""
    fill_with_both_maps(open_database())
    return empty_home


def test_funds_of_a_year_on_todays_map(
    both_home: Path, open_page: OpenPage, files: dict[str, openpyxl.Workbook]
) -> None:
    app = open_page(routes.FUNDS, province="reform-56", period="2025-Q3", lens="current")
    app.segmented_control(key="funds.span").set_value(True).run()
    assert ": vận động 13,0 triệu đồng" in app.title[0].value
    units = next(table for table in app.dataframe if "raised_per_head" in table.value)
    row = units.value.set_index("name").loc["Phường Bắc Nha Trang"]
    # 1117 of 4096 parts of 10 triệu until June, and 2 triệu since; what is left is its own.
    assert row[["raised", "opening", "closing"]].tolist() == ["≈ 4,7 triệu", "≈ 2,7 triệu", "6,0 triệu"]
    assert row[["estimated", "sources"]].tolist() == ["ước tính 57,7%", "1/1"]
    assert "italic" in str(units.proto)
    assert "4 đơn vị là ước tính" in captions(app)
    kept = "Phần này theo đơn vị nộp báo cáo, vì "
    assert f"{kept}mỗi quỹ công khai số của chính mình" in captions(app)
    assert f"{kept}so từng ô của báo cáo đã nộp" in captions(app)
    cells = rows_of(files["quy_theo_don_vi_khanh_hoa_2025-Q3_current"])["Phường Bắc Nha Trang"]
    assert [cells[heading].font.italic for heading in ("Dư đầu kỳ", "Dư cuối kỳ")] == [True, False]


@pytest.mark.parametrize("lens", Lens)
def test_funds_are_the_same_sum_on_every_map(both_home: Path, open_page: OpenPage, lens: Lens) -> None:
    app = open_page(routes.FUNDS, province="reform-56", period="2025-Q1", lens=str(lens))
    assert ": vận động 4,0 triệu đồng" in app.title[0].value
    screen = picked_screen(app, f"funds.False.reform-56.2025-Q1.{lens}")
    assert screen.content.rows[1][1] == "4,0 triệu đồng"


def test_funds_of_a_former_province_after_the_reform(both_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.FUNDS, province="legacy-56", period="2025-Q3", lens="former")
    assert app.title[0].value.startswith("Khánh Hòa (địa giới cũ), quý III/2025")
    assert ": vận động 3,0 triệu đồng" in app.title[0].value


def test_models_of_a_former_province_after_the_reform(both_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.MODELS, province="legacy-56", period="2025-Q3", lens="former")
    assert "gia đình học tập cao nhất (75,0%)" in app.title[0].value
    assert "Đất của tỉnh cũ: từ 01/07/2025 cộng từ báo cáo của xã" in captions(app)


def test_learners_of_todays_communes_before_the_reform(
    both_home: Path, open_page: OpenPage, files: dict[str, openpyxl.Workbook]
) -> None:
    app = open_page(routes.CONTINUING, province="reform-56", period="2025-Q1", lens="current")
    table = next(table for table in app.dataframe if "learning_centre_learners" in table.value)
    row = table.value.set_index("name").loc["Phường Bắc Nha Trang"]
    assert row[["learning_centre_learners", "estimated", "sources"]].tolist() == [
        "≈ 109",
        "ước tính 100,0%",
        "1/1",
    ]
    assert "italic" in str(table.proto)
    cell = rows_of(files["hoc_tap_thuong_xuyen_khanh_hoa_2025-Q1_current"])["Phường Bắc Nha Trang"]
    assert cell["Lượt người học tại trung tâm học tập cộng đồng"].value == pytest.approx(400 * 1117 / 4096)
    assert cell["Lượt người học tại trung tâm học tập cộng đồng"].font.italic


def test_learners_of_a_former_province_go_on(both_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.CONTINUING, province="legacy-56", period="2025-Q3", lens="former")
    assert "1.050" in app.title[0].value
    table = next(table for table in app.dataframe if "learning_centre_learners" in table.value)
    row = table.value.set_index("name").loc["Thành phố Nha Trang"]
    assert row[["learning_centre_learners", "estimated", "sources"]].tolist() == ["150", "chính xác", "2/4"]
