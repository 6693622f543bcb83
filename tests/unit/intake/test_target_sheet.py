"""A sheet of targets: the form comes back as filled in; every wrong cell is named."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.org_units import all_units, children
from khuyenhoc.domain.planned_targets import PlannedTarget
from khuyenhoc.intake.target_sheet import read_target_sheet
from khuyenhoc.reports.target_form import SHEET, target_form

PROVINCE = "reform-56"
UNITS = [all_units()[PROVINCE], *children(PROVINCE)]
CHOSEN = [indicators()["learning_citizen_rate"], indicators()["learning_family_rate"]]
ACT = "Kế hoạch 12/KH-UBND"


def filled(change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(target_form(UNITS, CHOSEN, year=2026)))
    change(book[SHEET])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(**cells: object) -> Callable:
    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    return change


def test_filled_form_is_read() -> None:
    content = filled(put(E5=55, F5=ACT, G5=date(2026, 1, 5), E8="72,5", F8=ACT))
    sheet = read_target_sheet(content, "muc_tieu.xlsx", PROVINCE)
    assert sheet.findings == ()
    assert sheet.planned == (
        PlannedTarget("learning_citizen_rate", PROVINCE, 2026, 55.0, ACT, date(2026, 1, 5)),
        PlannedTarget("learning_family_rate", UNITS[1].org_unit_id, 2026, 72.5, ACT, None),
    )


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"E5": 39, "F5": ACT}, "Mục tiêu!E5", "thấp hơn mức toàn quốc"),
        ({"E5": "năm lăm", "F5": ACT}, "Mục tiêu!E5", "Không đọc được “năm lăm”"),
        ({"E5": 55}, "Mục tiêu!F5", "văn bản"),
        ({"E5": 55, "F5": ACT, "D5": "hai nghìn"}, "Mục tiêu!D5", "Năm"),
        ({"E5": 55, "F5": ACT, "D5": 1999}, "Mục tiêu!D5", "2021–2045"),
        ({"E7": 55, "F7": ACT, "A7": "", "B7": "Phường Không Có"}, "Mục tiêu!B7", "Phường Không Có"),
        ({"E7": 55, "F7": ACT, "B7": "Phường Nha Trang", "A7": "22333"}, "Mục tiêu!B7", "đúng tên hoặc mã"),
        ({"E5": 55, "F5": ACT, "C5": "Tỷ lệ lạ"}, "Mục tiêu!C5", "Tỷ lệ lạ"),
        ({"E5": 55, "F5": ACT, "G5": "31/02/2026"}, "Mục tiêu!G5", "31/02/2026"),
    ],
)
def test_wrong_cells_are_named(cells: dict, cell: str, words: str) -> None:
    sheet = read_target_sheet(filled(put(**cells)), "muc_tieu.xlsx", PROVINCE)
    assert [(finding.cell, words in finding.message_vi) for finding in sheet.findings] == [(cell, True)]


def test_every_wrong_row_is_told_at_once() -> None:
    content = filled(put(E5=39, F5=ACT, E6=60, F6=ACT, E7=101, F7=ACT))
    cells = [finding.cell for finding in read_target_sheet(content, "m.xlsx", PROVINCE).findings]
    assert cells == ["Mục tiêu!E5", "Mục tiêu!E6", "Mục tiêu!E7"]


def test_one_row_per_unit_indicator_and_year() -> None:
    content = filled(put(E5=55, F5=ACT, C6="Tỷ lệ công dân học tập", E6=56, F6=ACT))
    (finding,) = read_target_sheet(content, "m.xlsx", PROVINCE).findings
    assert finding.cell == "Mục tiêu!E6"
    assert "Mục tiêu!E5" in finding.message_vi


def test_empty_form_and_other_files() -> None:
    (finding,) = read_target_sheet(filled(put()), "m.xlsx", PROVINCE).findings
    assert finding.rule == "no_targets"
    book = openpyxl.Workbook()
    book.active["A1"] = "xin chào"
    buffer = io.BytesIO()
    book.save(buffer)
    (finding,) = read_target_sheet(buffer.getvalue(), "m.xlsx", PROVINCE).findings
    assert finding.rule == "no_target_table"
    (finding,) = read_target_sheet(b"nothing", "m.xlsx", PROVINCE).findings
    assert finding.message_vi
