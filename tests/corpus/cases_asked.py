"""Traps that nobody can step around alone: a person must be asked, and nothing wrong may be proposed."""

from collections.abc import Callable

from tests.corpus.case import ASKING, REJECTED, Case, Made, Reading, Sent
from tests.corpus.figures import SMALL
from tests.corpus.files import xlsx
from tests.corpus.form import TRIEU, Form
from tests.corpus.layout import draw
from tests.corpus.page import Page

SON_LA = Form("legacy-14", "2024-Q2", elements=SMALL)
Edit = Callable[[Page, Reading], None]


def _asking(edit: Edit | None = None) -> Edit:
    """A person must be asked: it may not simply be accepted."""

    def both(page: Page, reading: Reading) -> None:
        if edit:
            edit(page, reading)
        reading.asked, reading.verdicts = True, ASKING

    return both


def _decimals_by_dot_and_comma(page: Page, reading: Reading) -> None:
    """`944.5` beside `1.227` in one column: is the second one thousand or one and a bit?"""
    column = page.value_columns["fund_raised"]
    for number, row in enumerate(page.unit_rows.values()):
        page.cells[row, column] = ("944.5", "1.227", "76.25", "3.161")[number % 4]
    for figures in reading.values.values():
        figures.pop("fund_raised")


def _copied_titles() -> Made:
    """Four sheets named by quarter, all with the first quarter's title."""
    forms = [SON_LA.but(period=f"2024-Q{n}", title="SỐ LIỆU KHUYẾN HỌC QUÝ I/2024") for n in range(1, 5)]
    pages = [draw(form, f"Quý {form.period[-1]}") for form in forms]
    return Made(xlsx(*pages), Reading((REJECTED,), "14", None, asked=True))


CASES = (
    Case(
        "trap_caption_trieu_over_amounts_in_dong_asked",
        Sent(SON_LA.but(caption="Đơn vị tính tiền: triệu đồng"), _asking()),
    ),
    Case("trap_caption_dong_over_amounts_in_trieu_asked", Sent(SON_LA.but(factor=TRIEU), _asking())),
    Case(
        "trap_dots_of_two_meanings_asked",
        Sent(
            SON_LA.but(
                elements=("members", "fund_raised"), caption="ĐVT: triệu đồng", factor=TRIEU, total=None
            ),
            _asking(_decimals_by_dot_and_comma),
        ),
    ),
    Case("trap_titles_copied_over_quarters_asked", _copied_titles),
    Case(
        "trap_nine_months_in_a_file_named_quarter_asked",
        Sent(
            SON_LA.but(
                period="2024-9M",
                head=(("HỘI KHUYẾN HỌC TỈNH SƠN LA",), ("SỐ LIỆU 9 THÁNG NĂM 2024",), ("ĐVT: đồng",)),
            ),
            _asking(),
            file_name="Bao cao quy 3 nam 2024.xlsx",
        ),
    ),
)
