"""The pages of a conference, from the entry file."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from khuyenhoc.store.conference import fetch_run
from khuyenhoc.store.letterheads import fetch_letterhead
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage
from tests.reports import store

WARD = "reform-22333"


@pytest.mark.parametrize("page", [routes.PRESENT, routes.EXPORTS, routes.CONCLUSIONS])
def test_without_figures_the_next_step_is_named(empty_home: Path, open_page: OpenPage, page: str) -> None:
    assert "Chưa có số liệu nào" in open_page(page).info[0].value


def freeze(app: AppTest) -> str:
    app.text_input(key="person.name.typed").set_value("Ban thư ký").run()
    app.button(key="conference.freeze").click().run()
    assert not app.exception
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", app.success[0].value)[0]


def test_frozen_figures_stay_when_the_figures_change(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.PRESENT, province="reform-56", period="2025-Q3")
    assert app.button(key="conference.freeze").disabled
    code = freeze(app)
    before = fetch_run(open_database(), code)
    reports = next(screen.title for screen in before.screens if screen.key == "reporting")
    assert reports == "Khánh Hòa: 2/65 xã, phường, đặc khu đã nộp báo cáo"
    store(
        open_database(),
        "2025-Q3",
        {"reform-22366": {"members": 5.0, "population": 100.0}},
        province_id="reform-56",
        file_name="third.xlsx",
    )
    app = open_page(routes.PRESENT, province="reform-56", period="2025-Q3")
    assert fetch_run(open_database(), code) == before
    app.selectbox(key="conference.open").set_value(code).run()
    assert "Đang mở bản đã chốt" in app.info[0].value
    changed = app.dataframe[0].value
    row = changed[changed["item"] == "Đã nộp"].iloc[0]
    assert (row["then"], row["now"]) == ("2", "3")
    assert "con số trên" in app.warning[-1].value
    assert any("không có đường dẫn cho người khác" in info.value for info in app.info)


def test_the_associations_name_stands_on_what_is_made(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.EXPORTS, province="reform-56", period="2025-Q3")
    app.text_input(key="letterhead.name.reform-56").set_value("Hội Khuyến học Khánh Hòa mới").run()
    app.text_input(key="person.name.typed").set_value("Văn phòng").run()
    app.button(key="letterhead.save").click().run()
    assert not app.exception
    assert fetch_letterhead(open_database(), "reform-56").name == "Hội Khuyến học Khánh Hòa mới"
    name = "cong-khai-quy.exports.docx.khanh_hoa_2025-Q3.False.vi"
    app.button(key="cong-khai-quy.docx.make").click().run()
    document = Document(io.BytesIO(app.session_state[name]))
    assert "HỘI KHUYẾN HỌC KHÁNH HÒA MỚI" in document.tables[0].rows[0].cells[0].text


def test_the_fund_page_offers_its_publication(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.FUNDS, province="reform-56", period="2025-Q3")
    name = "cong-khai-quy.exports.pdf.khanh_hoa_2025-Q3.False.vi"
    app.button(key="cong-khai-quy.pdf.make").click().run()
    assert not app.exception
    assert app.session_state[name].startswith(b"%PDF-")


def test_year_to_date_changes_the_words(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.PRESENT, province="legacy-56", period="2024-Q2")
    app.segmented_control(key="conference.basis").set_value(True).run()
    titles = app.dataframe[0].value["title"].tolist()
    # The list has one line for each name.
    assert "từ đầu năm đến" in titles[0]
    assert any("8,0 triệu đồng" in title for title in titles)


def test_a_report_is_made_and_offered(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.EXPORTS, province="reform-56", period="2025-Q3")
    name = "exports.xlsx.khanh_hoa_2025-Q3.False.vi"
    app.button(key="khuyen-hoc.xlsx.make").click().run()
    assert not app.exception
    assert app.session_state[name].startswith(b"PK")
    assert [button.proto.label for button in app.get("download_button")] == ["Tải về .xlsx"]


def test_a_conclusion_is_noted_and_settled(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.CONCLUSIONS, province="reform-56", period="2025-Q3")
    app.text_input(key="person.name.typed").set_value("Ban thư ký").run()
    app.text_area[0].set_value("Vận động thêm hội viên")
    app.text_input[1].set_value("Hội Khuyến học phường")
    app.button[0].click().run()
    assert not app.exception
    table = app.dataframe[0].value
    assert table["task"].tolist() == ["Vận động thêm hội viên"]
    assert table["state"].tolist() == ["◔ Đang thực hiện"]
    assert table["due"].tolist() == ["Quý IV/2025"]
    app.text_input(key="conclusions.comment").set_value("Đã đạt")
    app.segmented_control(key="conclusions.settle_state").set_value("done").run()
    app.button(key="conclusions.settle_save").click().run()
    assert app.dataframe[0].value["state"].tolist() == ["✓ Đã xong"]


def test_the_lens_chosen_is_the_one_in_the_file(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.EXPORTS, province="legacy-56", period="2024-Q2", lens="current")
    name = "exports.xlsx.khanh_hoa_cu_2024-Q2_current.False.vi"
    app.button(key="khuyen-hoc.xlsx.make").click().run()
    assert not app.exception
    book = openpyxl.load_workbook(io.BytesIO(app.session_state[name]))
    assert "Đã quy đổi" in book.sheetnames


def test_a_former_province_has_no_review_after_the_reform(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.PRESENT, province="legacy-56", period="2025-Q3", lens="current")
    assert "không còn Hội cấp tỉnh" in app.info[0].value
    assert not app.dataframe


@pytest.mark.parametrize(
    ("page", "key"),
    [
        (routes.SUMMARY, "pick.ranking.member_rate"),
        (routes.TREND, "pick.trend.member_rate"),
        (routes.TARGETS, "pick.targets"),
        (routes.SCORECARD, "pick.scorecard"),
        (routes.FUNDS, "pick.funds"),
        (routes.MODELS, "pick.models"),
    ],
)
def test_a_figure_put_aside_stands_in_the_run_order(
    filled_home: Path, open_page: OpenPage, page: str, key: str
) -> None:
    app = open_page(page, province="legacy-56", period="2024-Q2", indicator="member_rate")
    button = next(each for each in app.button if (each.key or "").startswith(key))
    assert button.label.startswith("Thêm ")
    button.click().run()
    assert not app.exception
    button = next(each for each in app.button if (each.key or "").startswith(key))
    assert button.label.startswith("Đã thêm ")
    (screen,) = app.session_state["conference.picks"].values()
    assert "đơn vị có số liệu" in screen.source
    app.switch_page(routes.PRESENT).run()
    assert not app.exception
    assert screen.title.startswith(app.dataframe[0].value["title"].tolist()[-1].rstrip("…"))


def test_a_unit_put_aside_names_its_estimated_periods(filled_home: Path, open_page: OpenPage) -> None:
    """Nha Trang before the reform, read on one of the wards it was divided among."""
    app = open_page(routes.TREND, province="reform-56", lens="current", indicator="member_rate", unit=WARD)
    next(each for each in app.button if (each.key or "").startswith("pick.trend")).click().run()
    (screen,) = app.session_state["conference.picks"].values()
    assert screen.content.estimated == (0, 1, 2)
    assert all(screen.content.texts[place].startswith("≈ ") for place in screen.content.estimated)
    assert f"{len(screen.content.estimated)} kỳ là ước tính" in screen.source


def test_a_figure_is_taken_away_again(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.MODELS, province="legacy-56", period="2024-Q2")
    for _ in range(2):
        next(each for each in app.button if (each.key or "").startswith("pick.models")).click().run()
    assert not app.session_state["conference.picks"]
