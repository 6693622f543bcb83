"""Prints: one A3 page and two A4 pages, whatever the province and however long the texts."""

import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from khuyenhoc.reports import profile_sheet, scorecard_sheet
from khuyenhoc.reports.sparkline import sparkline

COLOURS = scorecard_sheet.SheetColours("#000000", "#CCCCCC", "#EEEEEE")
WORDS = {"language": "vi", "title": "Tỉnh #mẫu *đậm*", "subtitle": "Quý", "footer": ["Nguồn [1]", "$x$"]}


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many pages the last print had: the same source compiled to pictures, one a page."""
    counted = []
    compile_pdf = typst.compile

    def compile_and_count(source: str, **options: object) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            pictures = {**options, "format": "png", "ppi": 12.0, "output": str(Path(folder) / "{p}.png")}
            compile_pdf(source, **pictures)
            counted.append(len(list(Path(folder).glob("*.png"))))
        return compile_pdf(source, **options)

    monkeypatch.setattr(typst, "compile", compile_and_count)
    return lambda: counted[-1]


@pytest.mark.parametrize("units", [1, 65, 168])
def test_scorecard_is_one_page_for_the_smallest_and_the_largest_province(
    pages: Callable[[], int], units: int
) -> None:
    rows = [["1", f"Xã số {place}", "● ≈ 100,0% ↑↓*"] for place in range(units)]
    fills = [["#FFFFFF", "#FFFFFF", "#CBE6D3"]] * units
    document = scorecard_sheet.scorecard_sheet(
        ["Hạng", "Đơn vị", "Gia đình HT"], rows, fills, widths=[1, 3, 2], words=WORDS, colours=COLOURS
    )
    assert document.startswith(b"%PDF-")
    assert pages() == 1


def part(rows: int) -> profile_sheet.Part:
    return profile_sheet.Part(
        "Báo cáo",
        ["Kỳ", "Nội dung"],
        [["Quý I/2026", "câu dài " * 15]] * rows,
        [1, 4],
        "Không có",
        "và 3 dòng",
    )


@pytest.mark.parametrize("rows", [0, 7])
def test_profile_is_two_pages(pages: Callable[[], int], rows: int) -> None:
    line = profile_sheet.StandingLine(
        "Tỷ lệ cộng đồng học tập (thôn, tổ dân phố)",
        "100,0%",
        "+1,0 điểm %",
        "● Mục tiêu 2030: 75,0%: đạt",
        "Thứ hạng 1/65 · hạng về mức tăng 11/65",
        sparkline([1.0, 2.0], colour="#0B5CAD"),
    )
    words = profile_sheet.ProfileWords(
        "vi", "Xã #mẫu", "Quý III/2026", ["a", "b", "c", "d", "e", "f"], "Chú thích", "Nguồn", "#CCC", "#EEE"
    )
    document = profile_sheet.profile_sheet(words, [line] * 8, [part(rows)] * 4)
    assert document.startswith(b"%PDF-")
    assert pages() == 2


def test_sparkline_runs_from_left_to_right_with_the_highest_on_top() -> None:
    points = re.search(r'points="([^"]+)"', sparkline([0.0, 10.0, 5.0], colour="#000"))[1]
    pairs = [tuple(map(float, pair.split(","))) for pair in points.split()]
    assert pairs == [(4.0, 30.0), (75.0, 4.0), (146.0, 17.0)]


def italic_fonts(document: bytes) -> list[str]:
    fonts = PdfReader(io.BytesIO(document)).pages[0]["/Resources"]["/Font"].values()
    return [font.get_object()["/BaseFont"] for font in fonts if "Italic" in font.get_object()["/BaseFont"]]


@pytest.mark.parametrize(("cell", "is_italic"), [("● ≈ 63,5% ↑↑", True), ("● 82,1% ≈↑↓*", False)])
def test_an_estimate_is_printed_in_italics(cell: str, *, is_italic: bool) -> None:
    document = scorecard_sheet.scorecard_sheet(
        ["Hạng", "Đơn vị", "Gia đình HT"],
        [["1", "Xã", cell]],
        [["#FFFFFF"] * 3],
        widths=[1, 3, 2],
        words=WORDS,
        colours=COLOURS,
    )
    assert bool(italic_fonts(document)) is is_italic
