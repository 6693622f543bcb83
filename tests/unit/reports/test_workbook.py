"""A table as a file: what a person finds who opens or prints it."""

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

from khuyenhoc.i18n import Translator
from khuyenhoc.reports.workbook import DAY, MOMENT, TableColumn, printed_words, table_columns, to_workbook

_LONG = "Xã Diên Khánh gửi lại báo cáo sau khi đối chiếu sổ quỹ với xã Diên Lạc và phường Tây Nha Trang."


@pytest.fixture(scope="module")
def book():
    frame = pd.DataFrame(
        {
            "period_id": ["2026-Q3", None],
            "due": [date(2026, 10, 15), date(2026, 10, 20)],
            "arrived": [pd.Timestamp("2026-10-12 09:30"), pd.NaT],
            "money": [33_493_000_000.0, None],
            "reason": [_LONG, ""],
        }
    )
    columns = [
        TableColumn("period_id", "Kỳ", written=lambda key: f"kỳ {key}"),
        TableColumn("due", "Hạn nộp", DAY),
        TableColumn("arrived", "Nộp lúc", MOMENT),
        TableColumn("money", "Dư đầu kỳ của Quỹ Khuyến học toàn tỉnh", "#,##0"),
        TableColumn("reason", "Lý do"),
    ]
    content = to_workbook(
        frame, columns, sheet="Số liệu", notes={"Nguồn": "báo cáo"}, notes_sheet="Ghi chú", footer="Hội & Quỹ"
    )
    return openpyxl.load_workbook(io.BytesIO(content))


def test_days_and_moments_are_dates_and_codes_are_words(book):
    sheet = book["Số liệu"]
    assert [str(cell.value) for cell in sheet[2]][:3] == [
        "kỳ 2026-Q3",
        "2026-10-15 00:00:00",
        "2026-10-12 09:30:00",
    ]
    assert sheet["B2"].is_date
    assert sheet["C2"].is_date
    assert [cell.number_format for cell in sheet[2]][1:3] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert [sheet["A3"].value, sheet["C3"].value, sheet["D3"].value] == [None, None, None]


def test_every_column_shows_its_cells_whole(book):
    sheet = book["Số liệu"]
    assert sheet.column_dimensions["D"].width > len("33.493.000.000")
    assert sheet.column_dimensions["C"].width > len("12/10/2026 09:30")
    assert sheet["E2"].alignment.wrap_text
    assert not sheet["A2"].alignment.wrap_text
    # 38 letters in a column of 17: three lines of 15 points.
    assert sheet.row_dimensions[1].height == 48


def test_all_columns_are_printed_on_one_page_that_says_what_it_is_of(book):
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddFooter.left.text == "Hội && Quỹ"
        assert sheet.oddFooter.right.text == "&P/&N"
    assert book["Số liệu"].page_setup.orientation == "landscape"
    assert book["Số liệu"].print_title_rows == "$1:$1"


def test_a_printed_page_says_place_period_and_that_figures_are_made_up():
    t = Translator("vi")
    notes = {
        t("notes.warning"): "minh họa",
        t("notes.source"): "báo cáo",
        t("notes.period"): "Quý III/2026",
        t("notes.province"): "Khánh Hòa",
    }
    assert printed_words(notes, t) == "Khánh Hòa · Quý III/2026 · minh họa"
    assert printed_words({t("notes.source"): "báo cáo"}, t) == ""


def test_a_wide_table_goes_over_several_pages_with_the_names_on_each() -> None:
    frame = pd.DataFrame({"code": ["1"], "name": ["Xã A"]} | {f"v{place}": [1.0] for place in range(40)})
    columns = table_columns({name: name for name in frame}, {f"v{place}": "#,##0" for place in range(40)})
    content = to_workbook(frame, columns, sheet="A", notes={"Nguồn": "báo cáo"}, notes_sheet="B")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    # 42 columns of at least 12 characters, 260 a page.
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$B"
    narrow = to_workbook(frame[["name"]], columns[1:2], sheet="A", notes={}, notes_sheet="B")
    assert openpyxl.load_workbook(io.BytesIO(narrow)).worksheets[0].print_title_cols is None
