"""Self-assessment from the entry file: a sheet on the screen and from Excel, the register, the withdrawal."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.assessed_sheets import AssessedSheet, Recognition
from khuyenhoc.intake.text_repair import tone_key
from khuyenhoc.reports.assessment_form import SHEET, assessment_form
from khuyenhoc.store.assessments import save_assessment
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from tests.pages.conftest import OpenPage

PROVINCE, COMMUNE = "reform-56", "reform-22333"
COMPANY = "Công ty Muối Biển"
KEY = f"assessment.district.{COMMUNE}.2026.{tone_key(COMPANY)}"
CONDITIONS, SHARES = ("1.1", "1.2", "1.4", "1.5", "3.2", "3.3"), ("2.1", "2.2", "2.3", "2.5", "3.1")
FULL = AssessedSheet(
    "learning_unit",
    "district",
    "economic",
    COMPANY,
    COMMUNE,
    2026,
    dict.fromkeys(CONDITIONS, True) | dict.fromkeys(SHARES, 90.0),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("choosing", "register"):
        monkeypatch.setattr(f"khuyenhoc.ui.assessment.{module}.viet_nam_today", lambda: date(2026, 11, 22))


@pytest.fixture
def page(filled_home: Path, open_page: OpenPage) -> AppTest:
    app = open_page(routes.ASSESSMENT, province=PROVINCE)
    app.text_input(key="person.name.typed").set_value("Văn phòng")
    app.text_input(key="assessment.name").set_value(COMPANY)
    app.selectbox(key="assessment.kind").select("economic")
    return app.run()


def stored() -> list[list]:
    rows = open_database().query("assessments", {"scope": None, "province_id": PROVINCE})
    return rows[["unit_name", "level_reached", "standing", "assessed_by"]].values.tolist()


def levels(app: AppTest) -> list[str]:
    """The two boxes above the sheet."""
    boxes = [*app.success, *app.error, *app.info, *app.warning]
    return sorted(box.value for box in boxes if box.value.startswith("**Mức độ"))


def fill_in(app: AppTest, **shares: float) -> AppTest:
    for item in CONDITIONS:
        app.radio(key=f"{KEY}.{item}.vi").set_value(True)
    for item in SHARES:
        app.number_input(key=f"{KEY}.{item}").set_value(shares.get(item.replace(".", "_"), 90.0))
    return app.run()


def test_result_and_what_is_missing_at_once(page: AppTest) -> None:
    assert page.title[0].value == "Khánh Hòa: chưa có danh hiệu nào được ghi; 0 phiếu tự đánh giá"
    assert levels(page)[0].startswith("**Mức độ 1: chưa trả lời đủ**. Tiêu chí 1.1, 1.2, 1.4")
    fill_in(page, _2_1=90.0)
    assert levels(page) == [
        "**Mức độ 1: đạt**",
        "**Mức độ 2: chưa kết luận được (chưa có nguồn)**. Tiêu chí 1, 2, 3",
    ]
    page.number_input(key=f"{KEY}.2.1").set_value(89.5).run()
    assert levels(page)[0] == "**Mức độ 1: chưa đạt**. Tiêu chí 2.1"
    assert any("chia sẻ: yêu cầu ≥ 90%" in text.value.replace("\\", "") for text in page.markdown)
    assert "Không áp dụng cho loại hình này: 1.3, 2.4, 3.1b, 3.4, 3.5." in [c.value for c in page.caption]
    assert any("24/2023/TT-BGDĐT; có hiệu lực từ: chưa có nguồn" in c.value for c in page.caption)
    assert stored() == []


def test_sheet_is_saved_shown_and_withdrawn(page: AppTest) -> None:
    fill_in(page)
    page.button(key="assessment.save").click().run()
    assert "Đã lưu phiếu của Công ty Muối Biển, năm 2026." in page.success[0].value
    assert stored() == [[COMPANY, 1, "in_force", "Văn phòng"]]
    assert page.dataframe[0].value["Kết quả tự đánh giá"].tolist() == ["Mức độ 1"]
    assert page.title[0].value.endswith("1 phiếu tự đánh giá")
    page.text_input(key="assessment.reason").set_value("nhầm")
    page.button(key="assessment.withdraw").click().run()
    assert stored() == [[COMPANY, 1, "withdrawn", "Văn phòng"]]
    assert page.title[0].value.endswith("0 phiếu tự đánh giá")


def test_saved_answers_come_back(filled_home: Path, open_page: OpenPage) -> None:
    save_assessment(open_database(), FULL, by="tester")
    app = open_page(routes.ASSESSMENT, province=PROVINCE)
    app.text_input(key="assessment.name").set_value("công ty muối biển")
    app.selectbox(key="assessment.kind").select("economic").run()
    assert app.number_input(key=f"{KEY}.2.1").value == 90.0
    assert app.radio(key=f"{KEY}.1.1.vi").value is True
    assert levels(app)[0] == "**Mức độ 1: đạt**"


def test_saving_needs_a_name_and_an_answer(page: AppTest) -> None:
    page.button(key="assessment.save").click().run()
    assert "chưa có câu trả lời nào" in page.error[0].value
    page.text_input(key="person.name.typed").set_value("")
    fill_in(page)
    page.button(key="assessment.save").click().run()
    assert "họ tên" in page.error[0].value
    assert stored() == []


def test_register_says_how_long_titles_hold(filled_home: Path, open_page: OpenPage) -> None:
    for name, level, day in (
        ("Sở A", "province", date(2024, 3, 1)),
        ("Sở B", "province", date(2026, 3, 1)),
        ("Sở C", "province", date(2023, 12, 20)),
        ("Phòng D", "district", date(2024, 3, 1)),
        ("Sở E", "province", date(2023, 12, 11)),
    ):
        awarded = Recognition(1, "12/QĐ-UBND", day)
        sheet = replace(FULL, unit_name=name, unit_level=level, answers={}, recognition=awarded)
        save_assessment(open_database(), sheet, by="tester")
    renewed = replace(
        FULL,
        unit_name="Sở E",
        unit_level="province",
        year=2027,
        answers={},
        recognition=Recognition(2, "13/QĐ-UBND", date(2026, 11, 1)),
    )
    save_assessment(open_database(), renewed, by="tester")
    app = open_page(routes.ASSESSMENT, province=PROVINCE)
    assert app.title[0].value == "Khánh Hòa: 4 danh hiệu còn hiệu lực, 2 sắp hết hạn, 1 chưa rõ thời hạn"
    assert "Sở A (01/03/2027)" in app.warning[0].value
    assert "Sở E" not in app.warning[0].value
    everything = app.dataframe[0].value
    table = everything[everything["Năm"] == "2026"].set_index("Tên đơn vị")
    assert table["Có giá trị đến"].to_dict() == {
        "Sở A": "01/03/2027",
        "Sở C": "20/12/2026",
        "Sở E": "11/12/2026",
        "Phòng D": "chưa có nguồn",
        "Sở B": "01/03/2029",
    }
    assert table.loc["Sở B", "Hiệu lực"] == "✓ Còn hiệu lực"
    assert table.loc["Sở A", "Hiệu lực"] == "▲ Sắp hết hạn"
    assert table.loc["Phòng D", "Hiệu lực"] == "? Chưa có nguồn về thời hạn"


def test_community_of_a_commune_cannot_be_settled(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.ASSESSMENT, province=PROVINCE)
    app.selectbox(key="assessment.title").select(("learning_community", "commune")).run()
    key = f"assessment.commune.{COMMUNE}.2026.phường bắc nha trang"
    for item in ("2.1", "2.2", "2.3"):
        app.radio(key=f"{key}.{item}.vi").set_value(True)
    app.run()
    assert any("25/2023/TT-BGDĐT; có hiệu lực từ: 12/02/2024" in c.value for c in app.caption)
    assert levels(app)[0] == "**Mức độ 1: chưa kết luận được (chưa có nguồn)**. Tiêu chí 1, 3, 4, 5"


def file_of(**cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(assessment_form(FULL)))
    for cell, value in cells.items():
        book[SHEET][cell] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_file_is_imported_or_its_cell_named(page: AppTest) -> None:
    page.file_uploader(key="assessment.sheet.0").upload("phieu.xlsx", file_of(B9="năm nay")).run()
    assert "Có 1 ô cần sửa" in page.error[0].value
    assert any("Tự đánh giá\\!B9" in text.value for text in page.markdown)
    page.file_uploader(key="assessment.sheet.0").upload("phieu.xlsx", file_of(B9=2025)).run()
    page.button(key="assessment.save_import").click().run()
    assert stored() == [[COMPANY, 1, "in_force", "Văn phòng"]]


def test_former_provinces_are_not_assessed(filled_home: Path, open_page: OpenPage) -> None:
    app = open_page(routes.ASSESSMENT, province="legacy-56")
    assert not app.text_input or "assessment.name" not in [box.key for box in app.text_input]
