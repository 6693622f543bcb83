"""A sheet of self-assessment: the form comes back as filled in; every wrong cell is named."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from khuyenhoc.domain.assessed_sheets import AssessedSheet, Recognition
from khuyenhoc.domain.assessment import NOT_APPLICABLE, SCHEMES
from khuyenhoc.intake.assessment_sheet import read_assessment_sheet
from khuyenhoc.reports.assessment_form import SHEET, assessment_form

PROVINCE, COMMUNE = "reform-56", "reform-22333"
EMPTY = AssessedSheet("learning_unit", "district", "state_body", "Phòng Văn hóa", COMMUNE, 2026)
# Labels stand in A4:A12, the headings in row 14, the items from row 15 on.
TITLE, KIND, NAME, CODE, PLACE, YEAR, AWARDED, ACT, DAY = (f"B{row}" for row in range(4, 13))


def filled(sheet: AssessedSheet = EMPTY, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(assessment_form(sheet)))
    for cell, value in cells.items():
        book[SHEET][cell] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(item: str) -> str:
    page = openpyxl.load_workbook(io.BytesIO(assessment_form(EMPTY)))[SHEET]
    (row,) = (cell.row for cell in page["A"] if cell.value == item)
    return f"D{row}"


def test_filled_form_is_read() -> None:
    answers = {row_of("1.1"): "Có", row_of("1.2"): "không", row_of("2.1"): 92.5, row_of("2.2"): "90,5%"}
    cells = answers | {row_of("2.4"): "Không áp dụng", AWARDED: 1, ACT: "12/QĐ-UBND", DAY: "02/01/2026"}
    read = read_assessment_sheet(filled(**cells), "phieu.xlsx", PROVINCE)
    assert read.findings == ()
    assert read.sheet == replace(
        EMPTY,
        answers={"1.1": True, "1.2": False, "2.1": 92.5, "2.2": 90.5, "2.4": NOT_APPLICABLE},
        recognition=Recognition(1, "12/QĐ-UBND", date(2026, 1, 2)),
    )


@pytest.mark.parametrize("title", [(scheme, level) for scheme, levels in SCHEMES.items() for level in levels])
def test_every_form_comes_back_as_it_was_given(title: tuple[str, str]) -> None:
    scheme, level = title
    sheet = replace(EMPTY, scheme=scheme, unit_level=level, answers={"2.1": 91.5})
    if level == "commune":
        sheet = replace(sheet, unit_kind="commune", unit_name="Phường Bắc Nha Trang", answers={"2.1": True})
    sheet = replace(sheet, recognition=Recognition(2, "5/QĐ", date(2025, 3, 5)))
    read = read_assessment_sheet(assessment_form(sheet), "phieu.xlsx", PROVINCE)
    assert (read.findings, read.sheet) == ((), sheet)


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({TITLE: "Danh hiệu lạ"}, TITLE, "Danh hiệu lạ"),
        ({KIND: "Câu lạc bộ"}, KIND, "Câu lạc bộ"),
        ({NAME: None}, NAME, "tên cơ quan"),
        ({CODE: "99999"}, CODE, "99999"),
        ({PLACE: "Phường Không Có"}, PLACE, "Phường Không Có"),
        ({PLACE: "Phường Tây Nha Trang"}, PLACE, "Tây Nha Trang"),
        ({YEAR: "năm nay"}, YEAR, "năm nay"),
        ({YEAR: 2020}, YEAR, "2023–2045"),
        ({AWARDED: 3}, AWARDED, "3"),
        ({AWARDED: 1, ACT: "12/QĐ", DAY: "31/02/2026"}, DAY, "31/02/2026"),
        ({AWARDED: 1, DAY: "01/02/2026"}, ACT, "Số quyết định"),
    ],
)
def test_wrong_labels_are_named(cells: dict, cell: str, words: str) -> None:
    content = filled(**{row_of("1.1"): "Có", **cells})
    (finding,) = read_assessment_sheet(content, "phieu.xlsx", PROVINCE).findings
    assert finding.cell == f"{SHEET}!{cell}"
    assert words in finding.message_vi


@pytest.mark.parametrize(
    ("item", "answer", "words"),
    [
        ("2.1", 101, "từ 0 đến 100"),
        ("2.1", 0.92, "0.92"),
        ("2.1", "Có", "phần trăm"),
        ("2.1", "gần hết", "gần hết"),
        ("1.1", 90, "“Có” hoặc “Không”"),
        ("1.1", "Không áp dụng", "không áp dụng"),
        ("1.1", "=1/0", "D"),
    ],
)
def test_wrong_answers_are_named(item: str, answer: object, words: str) -> None:
    content = filled(**{row_of("1.2"): "Có", row_of(item): answer})
    read = read_assessment_sheet(content, "phieu.xlsx", PROVINCE)
    assert read.sheet is None
    (finding,) = read.findings
    assert finding.cell == f"{SHEET}!{row_of(item)}"
    assert words in f"{finding.message_vi} {finding.cell}"


def test_every_wrong_cell_is_told_at_once() -> None:
    content = filled(**{YEAR: "?", row_of("1.1"): "có lẽ", row_of("2.1"): 200})
    cells = [finding.cell for finding in read_assessment_sheet(content, "p.xlsx", PROVINCE).findings]
    assert cells == [f"{SHEET}!{cell}" for cell in (YEAR, row_of("1.1"), row_of("2.1"))]


def test_one_row_per_criterion() -> None:
    again = row_of("1.2").replace("D", "A")
    content = filled(**{row_of("1.1"): "Có", again: "1.1", row_of("1.2"): "Không"})
    (finding,) = read_assessment_sheet(content, "p.xlsx", PROVINCE).findings
    assert finding.cell == f"{SHEET}!{row_of('1.2')}"
    assert row_of("1.1") in finding.message_vi


def test_empty_form_and_other_files() -> None:
    (finding,) = read_assessment_sheet(filled(), "p.xlsx", PROVINCE).findings
    assert "chưa có câu trả lời" in finding.message_vi
    book = openpyxl.Workbook()
    book.active["A1"] = "xin chào"
    buffer = io.BytesIO()
    book.save(buffer)
    (finding,) = read_assessment_sheet(buffer.getvalue(), "p.xlsx", PROVINCE).findings
    assert finding.rule == "no_assessment_table"
    (finding,) = read_assessment_sheet(b"nothing", "p.xlsx", PROVINCE).findings
    assert finding.message_vi
