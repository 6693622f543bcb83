"""Associations founded since last year stand beside the growth, which is of those that were there."""

import io

import openpyxl
import pytest

from khuyenhoc.i18n import Translator
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.screens import ORGANISATION, elements_screen
from khuyenhoc.review.sentences import statement
from khuyenhoc.review.workbook import review_workbook
from khuyenhoc.store.database import Database
from tests.reports import store
from tests.unit.review.conftest import CAM_HIEP, NORTH, WEST, facts_of


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """One commune in both years, one silent then, one known to have had no association then."""
    database = Database(tmp_path_factory.mktemp("founded"))
    figures = {"associations": 1.0, "members": 10.0}
    store(database, "2025-Q3", {NORTH: figures}, province_id="reform-56", not_established=(CAM_HIEP,))
    now = {NORTH: figures | {"members": 12.0}, WEST: figures, CAM_HIEP: figures}
    store(database, "2026-Q3", now, province_id="reform-56")
    return facts_of(database)


def test_only_one_known_to_have_had_none_is_new(founding: Facts) -> None:
    assert founding.founded == ("Xã Cam Hiệp",)


def test_the_screen_counts_the_new_ones_beside_the_growth(founding: Facts, t: Translator) -> None:
    screen = elements_screen(founding, ORGANISATION, t)
    rows = {row[0]: row[1:] for row in screen.content.rows}
    assert rows["Tổ chức Hội Khuyến học"] == ("3", "1", "0,0% (1 đơn vị); thêm 1 Hội mới lập")
    assert rows["Tổng số hội viên"] == ("32", "10", "+20,0% (1 đơn vị)")
    assert screen.subtitle.endswith(" Chưa tính 1 đơn vị mới lập Hội.")


def test_the_report_says_so(founding: Facts, t: Translator) -> None:
    assert statement("associations", founding, t) == (
        "Tổ chức Hội Khuyến học: 3, bằng cùng kỳ năm trước, trên 1 đơn vị có số liệu cả hai kỳ; "
        "thêm 1 Hội mới lập."
    )


def test_the_file_names_them_and_holds_what_was_compared(founding: Facts, t: Translator) -> None:
    book = openpyxl.load_workbook(io.BytesIO(review_workbook(founding, t)))
    notes = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows()}
    assert notes["Mới lập Hội từ cùng kỳ năm trước"] == "Xã Cam Hiệp"
    assert {"Nội dung", "Mức đầy đủ", "Nguồn", "Tệp lập lúc", "Xem theo"} <= set(notes)
    rows = list(book["Số liệu toàn tỉnh"].iter_rows(values_only=True))
    members = next(row for row in rows if row[0] == "Tổng số hội viên")
    compared = {
        heading: value for heading, value in zip(rows[0], members, strict=True) if "cả hai kỳ" in heading
    }
    assert list(compared.values()) == [12, 10, 1]
