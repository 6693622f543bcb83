"""The publication of the fund and the learning-society annex: figures worked out by hand."""

import io

import openpyxl
import pytest
from docx import Document

from khuyenhoc.i18n import Translator
from khuyenhoc.review.exports import READY, build_ready
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.fund_report import fund_frame, fund_report
from khuyenhoc.review.learning_report import learning_report, unit_frame


def test_the_fund_is_that_of_the_year_to_date(facts: Facts, t: Translator) -> None:
    """2 billion in the first quarter and 5, 1.5 and 0.5 in the third."""
    frame = fund_frame(facts, t).set_index("name")
    assert frame.loc["Toàn tỉnh", "raised"] == 9e9
    assert frame.loc["Phường Bắc Nha Trang", "raised"] == 7e9


def test_the_publication_has_what_the_decree_wants(facts: Facts, t: Translator) -> None:
    report = fund_report(facts, t)
    words = " ".join(getattr(block, "words", "") for block in report.blocks)
    assert "Nghị định 03/2026/NĐ-CP" in words
    assert "Đã tiếp nhận trong kỳ: 9,0 tỷ đồng" in words
    assert "Năm 2026 chưa kết thúc" in words
    assert report.kind == "THÔNG BÁO"
    assert report.annexes[0].rows[-1][:4] == ("", "Toàn tỉnh", "–", "9.000,0")
    assert [len(annex.headings) for annex in report.annexes] == [2 + 8, 2 + 10]


def test_a_rate_is_of_the_sums_of_units_with_both_figures(facts: Facts, t: Translator) -> None:
    """350 of 500 adults and 90 of 300; the third commune gave neither."""
    frame = unit_frame(facts).set_index("name")
    assert frame.loc["Phường Bắc Nha Trang", "citizens_rate"] == 70.0
    assert frame.loc["Phường Tây Nha Trang", "citizens_rate"] == 30.0
    assert frame["citizens_rate"].count() == 2
    total = learning_report(facts, t).annexes[2].rows[-1]
    assert total == ("", "Tổng cộng các đơn vị đã nộp", "800", "–", "440", "55,0")


def test_units_without_a_report_are_dashes_with_their_state(facts: Facts, t: Translator) -> None:
    rows = {row[1]: row[2:] for row in learning_report(facts, t).annexes[2].rows}
    assert set(rows["Phường Nha Trang (chưa nộp)"]) == {"–"}
    assert any(name.endswith("(chưa thành lập Hội)") for name in rows)


@pytest.mark.parametrize("about", sorted(READY))
def test_word_repeats_the_heading_of_every_annex(facts: Facts, t: Translator, about: str) -> None:
    document = Document(io.BytesIO(build_ready(about, "docx", facts, t)))
    annexes = [table for table in document.tables if len(table.rows) > 60 or about == "fund"][-2:]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in annexes)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in document.tables[0].rows[0].cells[1].text
    assert build_ready(about, "pdf", facts, t).startswith(b"%PDF-")


def test_workbooks_hold_numbers(facts: Facts, t: Translator) -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_ready("learning", "xlsx", facts, t)))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["Phường Bắc Nha Trang"][headings.index("Công dân: tỷ lệ (%)")] == 70
    assert rows["Phường Nha Trang"][headings.index("Công dân: tỷ lệ (%)")] is None
    fund = openpyxl.load_workbook(io.BytesIO(build_ready("fund", "xlsx", facts, t))).worksheets[0]
    assert 9e9 in [cell.value for row in fund.iter_rows() for cell in row]
