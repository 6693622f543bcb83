"""Texts of an old font are shown before and after; texts that are good are not."""

import unicodedata

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.cells import TextRepair
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.repairs import MOST_SHOWN, find_repairs
from tests.corpus.old_fonts import to_tcvn3

SAMPLES = PROJECT_FOLDER / "tests" / "data" / "samples"


def test_a_workbook_in_vntime_shows_its_first_texts() -> None:
    path = SAMPLES / "khanh_hoa_2023_vntime.xlsx"
    repairs = check_report(path.read_bytes(), path.name).repairs
    assert len(repairs) == MOST_SHOWN
    assert {repair.encoding for repair in repairs} == {"tcvn3"}
    first = {repair.cell: (repair.before, repair.after) for repair in repairs}
    assert first["Bieu 01!B7"] == ("§¬n vÞ", "Đơn vị")


def test_a_good_workbook_shows_none() -> None:
    path = SAMPLES / "khanh_hoa_2024_q1.xlsx"
    assert check_report(path.read_bytes(), path.name).repairs == ()


def test_a_text_file_in_an_old_encoding() -> None:
    lines = ["HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA;;", "BÁO CÁO QUÝ I/2024;;", "Đơn vị;Dân số;Tổng số hội viên"]
    lines += ["Thành phố Nha Trang;1000;100", "Huyện Cam Lâm;900;90"]
    content = to_tcvn3("\n".join(lines)).encode("latin-1")
    repairs = check_report(content, "bc.csv").repairs
    assert ("CSV!A3", "Đơn vị", "tcvn3") in [(r.cell, r.after, r.encoding) for r in repairs]


def test_marks_stored_apart_are_named_as_such_and_each_text_once() -> None:
    apart = unicodedata.normalize("NFD", "Hội viên")
    rows = [[apart, 1], [apart, "tốt"], ["tốt", None]]
    read = [["Hội viên", 1], ["Hội viên", "tốt"], ["tốt", None]]
    assert find_repairs("B", rows, read, None) == (TextRepair("B!A1", apart, "Hội viên", "nfd"),)
