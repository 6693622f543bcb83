"""Rows and columns of measures, columns of other spans of time, and headings with marks."""

from collections.abc import Callable, Mapping

from tests.corpus import typed
from tests.corpus.case import ASKING, EITHER, Case, Made, Reading, Sent, reading_of
from tests.corpus.figures import BASE, FUND, MONEY, SMALL
from tests.corpus.files import xlsx
from tests.corpus.form import DONG, NGHIN, TRIEU, Column, Form, columns_of
from tests.corpus.layout import draw
from tests.corpus.page import Page
from tests.corpus.turned import draw_turned
from tests.corpus.wording import FLAT, SHORT, STANDARD, changed

THANH_HOA = Form("legacy-38", "2024-Q2", elements=SMALL)
HAI_DUONG = Form("legacy-30", "2024-Q3", elements=SMALL)
CAN_THO = Form("reform-92", "2026-Q1", elements=SMALL, units=16)


def _measure(form: Form, element: str) -> str:
    if element in MONEY:
        return {DONG: "đồng", NGHIN: "1.000đ", TRIEU: "tr.đồng"}[form.factor_of(element)]
    return typed.MEASURES[element]


def _row_of_measures(form: Form) -> Made:
    """A third heading row: người, hộ, triệu đồng."""

    def arrange(usual: list[Column]) -> list[Column]:
        depth = max(len(column.path) for column in usual)
        return [_with_measure(form, column, depth) for column in usual]

    drawn = form.but(arrange=arrange, header="gaps")
    return Made(xlsx(draw(drawn)), reading_of(drawn))


def _with_measure(form: Form, column: Column, depth: int) -> Column:
    if column.role != "value":
        return column
    path = (*column.path, *[""] * (depth - len(column.path)), _measure(form, column.element))
    return Column(column.role, path, column.element, column.show)


def _turned_with_measures(form: Form, *, heading: str = "ĐVT") -> Made:
    """Indicators down, a column of measures, units across."""
    page = draw_turned(form)
    wide = Page(page.name)
    for (row, column), value in page.cells.items():
        wide.put(row, column + (row >= page.heading_row and column > 2), value)
    wide.put(page.heading_row, 3, heading)
    shown = [column for column in columns_of(form) if column.show is not None]
    for row, column in enumerate(shown, page.heading_row + 1):
        wide.put(row, 3, _measure(form, column.element))
    return Made(xlsx(wide), reading_of(form))


def _turned_in_sections() -> Made:
    """Roman sections, letters within: `I. Tổ chức`, `a) Chi hội`."""
    form = HAI_DUONG.but(elements=(*SMALL, "clans_total", "clans_registered", "clans_recognised"))
    page = draw_turned(form, has_groups=True)
    section, letter = 0, 0
    for row in range(page.heading_row + 1, page.last_row + 1):
        text = str(page.cells.get((row, 2), ""))
        if text.startswith("- "):
            letter += 1
            page.put(row, 1, None)
            page.put(row, 2, f"{'abcdefgh'[letter - 1]}) {text[2:]}")
        else:
            section, letter = section + 1, 0
            page.put(row, 1, ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")[section - 1])
    return Made(xlsx(page), reading_of(form))


def _beside(
    element: str, path: tuple[str, ...], show: Callable[[Mapping[str, int]], object]
) -> Callable[[list[Column]], list[Column]]:
    """A column right behind another one."""

    def arrange(usual: list[Column]) -> list[Column]:
        found = []
        for column in usual:
            found.append(column)
            if column.element == element:
                found.append(Column("extra", path, show=show))
        return found

    return arrange


def _column_unclear(page: Page, reading: Reading) -> None:
    """Whose figures the second column under "Hội viên" holds, only the sender can tell."""
    reading.asked = True
    reading.verdicts = ASKING


def _marked(text: str) -> str:
    """Footnote marks behind headings."""
    return f"{text} (*)" if len(text) % 2 else f"{text} [1]"


_IN_QUARTER = STANDARD | {
    "fund_raised": ("Quỹ khuyến học", "Vận động trong quý"),
    "fund_spent": ("Quỹ khuyến học", "Chi trong quý"),
}
_NUMBERED = {
    name: (*path[:-1], f"{number}. {path[-1]}") for number, (name, path) in enumerate(STANDARD.items(), 1)
}

CASES = (
    Case("row_of_measures_thanh_hoa", lambda: _row_of_measures(THANH_HOA.but(factor=TRIEU, caption=None))),
    Case(
        "row_of_measures_short_words_can_tho",
        lambda: _row_of_measures(CAN_THO.but(wording=SHORT, caption=None, elements=BASE, factor=NGHIN)),
    ),
    Case(
        "row_of_measures_one_heading_row_hai_duong",
        lambda: _row_of_measures(HAI_DUONG.but(wording=FLAT, caption=None)),
    ),
    Case(
        "units_across_with_column_of_measures_hai_duong",
        lambda: _turned_with_measures(HAI_DUONG.but(factor=TRIEU, caption=None)),
    ),
    Case(
        "units_across_with_column_of_measures_text_thanh_hoa",
        lambda: _turned_with_measures(THANH_HOA.but(typing=typed.dots, caption=None), heading="Đơn vị tính"),
    ),
    Case("units_across_in_sections_hai_duong", _turned_in_sections),
    Case(
        "cumulative_column_beside_quarter_hai_duong",
        Sent(
            HAI_DUONG.but(
                wording=_IN_QUARTER,
                arrange=_beside(
                    "fund_raised", ("Quỹ khuyến học", "Lũy kế từ đầu năm"), lambda row: row["fund_raised"] * 3
                ),
            ),
            verdicts=EITHER,
        ),
    ),
    Case(
        "change_column_beside_members_thanh_hoa",
        Sent(
            THANH_HOA.but(
                arrange=_beside(
                    "members",
                    ("Hội viên", "Tăng, giảm so với quý trước"),
                    lambda row: row["members_joined"] - 3,
                )
            ),
            verdicts=EITHER,
        ),
    ),
    Case(
        "column_without_heading_beside_members_asked",
        Sent(
            THANH_HOA.but(arrange=_beside("members", ("Hội viên", ""), lambda row: row["members"] % 50)),
            _column_unclear,
        ),
    ),
    Case("headings_with_footnote_marks_hai_duong", Sent(HAI_DUONG.but(wording=changed(STANDARD, _marked)))),
    Case("headings_numbered_hai_duong", Sent(HAI_DUONG.but(wording=_NUMBERED, column_numbers="none"))),
    Case(
        "numbers_with_two_zero_decimals_can_tho",
        Sent(CAN_THO.but(typing=lambda name, amount: typed.dots(name, amount) + ",00")),
    ),
    Case(
        "money_with_d_glued_can_tho",
        Sent(
            CAN_THO.but(typing=lambda name, amount: typed.dots(name, amount) + ("đ" if name in FUND else ""))
        ),
    ),
    Case(
        "money_with_vnd_and_commas_hai_duong",
        Sent(
            HAI_DUONG.but(
                typing=lambda name, amount: typed.commas(name, amount) + (" VNĐ" if name in FUND else "")
            )
        ),
    ),
    Case("caption_short_d_can_tho", Sent(CAN_THO.but(caption="(Đơn vị: đ)"))),
    Case(
        "caption_before_letterhead_thanh_hoa",
        Sent(
            THANH_HOA.but(
                factor=TRIEU,
                head=(
                    ("", "", "", "Biểu số 02 - ĐVT: triệu đồng"),
                    ("HỘI KHUYẾN HỌC TỈNH THANH HÓA",),
                    ("KẾT QUẢ QUÝ II/2024",),
                ),
            )
        ),
    ),
    Case(
        "caption_in_its_own_words_thanh_hoa",
        Sent(THANH_HOA.but(factor=TRIEU, caption="Số tiền tính bằng triệu đồng")),
    ),
)
