"""Figures that cannot be: each with the one cell that is at fault."""

from collections.abc import Callable
from datetime import date

from tests.corpus import typed
from tests.corpus.case import Case, Made, Reading, Sent, reading_of, rejected, warned
from tests.corpus.edits import change_figure, first_code
from tests.corpus.figures import BASE, FUND, MODELS, ORGANISATION, SMALL, SOURCES
from tests.corpus.files import kept_file, xlsx, xlsx_by_another_program
from tests.corpus.form import TRIEU, Form, Group
from tests.corpus.kept import FAULTY, FAULTY_ELEMENT, FAULTY_FORM, FAULTY_UNIT, faulty_page
from tests.corpus.layout import draw
from tests.corpus.page import Formula, Page
from tests.corpus.turned import draw_turned

KHANH_HOA = Form("legacy-56", "2024-Q1")
AN_GIANG = Form("reform-91", "2025-Q4", units=20)
HAI_DUONG = Form("legacy-30", "2024-H1", rate=typed.rate_number)
Edit = Callable[[Page, Reading], None]


def _written(element: str, text: object, *, unit: int = 3) -> Edit:
    """Something else than a number in one figure's cell."""

    def edit(page: Page, reading: Reading) -> None:
        rejected(reading, page.put_figure(first_code(page, unit), element, text))

    return edit


def _numbered(element: str, value: Callable[[dict], int], *, unit: int = 4) -> Edit:
    """Another number in one figure's cell, made from the unit's other figures."""

    def edit(page: Page, reading: Reading) -> None:
        code = first_code(page, unit)
        cell = change_figure(page, reading, code, element, value(reading.values[code]))
        rejected(reading, cell)

    return edit


def _two_faults(page: Page, reading: Reading) -> None:
    """Two units, two different mistakes."""
    one, two = first_code(page, 2), first_code(page, 5)
    cells = [
        change_figure(page, reading, one, "clans_recognised", reading.values[one]["clans_registered"] + 1),
        change_figure(page, reading, two, "members", -12),
    ]
    rejected(reading, *cells)


def _uncalculated(page: Page, reading: Reading) -> None:
    rejected(reading, page.put_figure(first_code(page, 2), "members", Formula("=SUM(5000,320)", None)))


def _merged_over_two_units(page: Page, reading: Reading) -> None:
    """One number merged over the rows of two units: whose is it?"""
    codes = first_code(page, 3), first_code(page, 4)
    row, column = page.place(codes[0], "scholarships")
    page.put(row + 1, column, None)
    page.merge(row, column, row + 1, column)
    rejected(reading, page.address(row, column))


def _same_heading_twice(page: Page, reading: Reading) -> None:
    """Two columns of one heading with different figures."""
    column = page.value_columns["branches"]
    heading = page.cells[page.heading_row, page.value_columns["boards"]]
    page.put(page.heading_row, column, heading)
    cells = [page.address(page.heading_row, c) for c in (column, page.value_columns["boards"])]
    rejected(reading, cells[1])
    reading.elsewhere = (cells[0],)


def _wrong_total(page: Page, reading: Reading) -> None:
    place = (page.total_row, page.value_columns["members"])
    page.cells[place] += 1_000
    warned(reading, page.total_cell("members"))


def _wrong_total_by_forgotten_row(page: Page, reading: Reading) -> None:
    """The total was written before the last unit's row came in."""
    code = list(page.unit_rows)[-1]
    for element in ("families_total", "families_registered"):
        page.cells[page.total_row, page.value_columns[element]] -= reading.values[code][element]
    warned(reading, *(page.total_cell(element) for element in ("families_total", "families_registered")))


def _wrong_sum_of_group(page: Page, reading: Reading) -> None:
    row = min(page.unit_rows.values()) - 1
    place = (row, page.value_columns["members"])
    page.cells[place] -= 7
    warned(reading, page.address(*place))


def _wrong_closing(page: Page, reading: Reading) -> None:
    code = first_code(page, 3)
    cell = change_figure(
        page, reading, code, "fund_closing", reading.values[code]["fund_closing"] + 90_000_000
    )
    warned(reading, cell)


def _wrong_closing_in_trieu(page: Page, reading: Reading) -> None:
    """As `_wrong_closing` where amounts are in triệu: 5 is five million."""
    code = first_code(page, 2)
    place = page.place(code, "fund_closing")
    page.cells[place] += 5
    page.cells[page.total_row, place[1]] += 5
    reading.values[code]["fund_closing"] += 5_000_000
    warned(reading, page.address(*place))


def _wrong_rate(page: Page, reading: Reading) -> None:
    place = (page.unit_rows[first_code(page, 5)], page.rate_columns["families_recognised"])
    page.cells[place] += 1.4
    warned(reading, page.address(*place))


def _wrong_rate_text(page: Page, reading: Reading) -> None:
    place = (page.unit_rows[first_code(page, 1)], page.rate_columns["communities_recognised"])
    page.cells[place] = "12,34%"
    warned(reading, page.address(*place))


def _dong_among_trieu(page: Page, reading: Reading) -> None:
    """One unit wrote đồng where all others wrote triệu: a million times too much."""
    code = first_code(page, 4)
    for element in FUND:
        row, column = page.place(code, element)
        page.cells[page.total_row, column] += page.cells[row, column] * (TRIEU - 1)
        page.cells[row, column] *= TRIEU
        reading.values[code][element] *= TRIEU
    warned(reading, page.figure_cell(code, "fund_opening"), page.figure_cell(code, "fund_closing"))


def _sources_above_raised(page: Page, reading: Reading) -> None:
    code = first_code(page, 2)
    change_figure(
        page, reading, code, "fund_raised_clans", reading.values[code]["fund_raised_clans"] + 40_000_000
    )
    warned(reading)


def _adults_above_population(page: Page, reading: Reading) -> None:
    code = first_code(page, 6)
    cell = change_figure(page, reading, code, "adults", reading.values[code]["population"] + 5)
    warned(reading, cell)


def _above_on_other_sheet() -> Made:
    """Population on one sheet, members on another."""
    one, two = KHANH_HOA.but(elements=("population", "adults")), KHANH_HOA.but(elements=ORGANISATION)
    reading = reading_of(one, two)
    pages = draw(one, "Dan so"), draw(two, "To chuc")
    code = first_code(pages[1], 7)
    cell = change_figure(pages[1], reading, code, "members", reading.values[code]["population"] + 100)
    rejected(reading, cell)
    return Made(xlsx(*pages), reading)


def _sheets_disagree() -> Made:
    """The same figure on two sheets, once with two digits changed over."""
    one, two = KHANH_HOA.but(elements=SMALL), KHANH_HOA.but(elements=("population", *MODELS))
    reading = reading_of(one, two)
    pages = draw(one, "Bieu 1"), draw(two, "Bieu 2")
    code = first_code(pages[1], 2)
    cell = change_figure(
        pages[1], reading, code, "families_total", reading.values[code]["families_total"] + 90
    )
    rejected(reading, cell)
    return Made(xlsx(*pages), reading)


def _turned_above() -> Made:
    """Recognised above registered, units across."""
    form = KHANH_HOA.but(elements=("population", *MODELS), total=None)
    page = draw_turned(form)
    reading = reading_of(form)
    row = next(
        row
        for (row, column), text in page.cells.items()
        if column == 2 and str(text).startswith("Gia đình") and "công nhận" in str(text)
    )
    page.cells[row, 5] = page.cells[row - 1, 5] + 1
    rejected(reading, page.address(row, 5))
    return Made(xlsx(page), reading)


def _kept_faulty(name: str) -> Case:
    def make() -> Made:
        reading = reading_of(FAULTY_FORM)
        rejected(reading, faulty_page().figure_cell(FAULTY_UNIT, FAULTY_ELEMENT))
        return Made(kept_file(name), reading, name)

    return Case(f"wrong_error_cell_in_{name.rsplit('.', 1)[1]}", make)


_TEXTS = {
    "khoang_500": "khoảng 500",
    "letter_o": "12o5",
    "range": "500-600",
    "two_dots": "1.2.34",
    "percent": "81,77%",
    "words": "nhiều",
    "e_notation": "1e5",
    "underscore": "1_000",
    "nan": "NaN",
    "brackets": "(1.200)",
}
_GROUPS = (Group("I", "Các phường", 8, has_sum=True), Group("II", "Các xã", 12, has_sum=True))

CASES = (
    Case("wrong_negative_count", Sent(KHANH_HOA, _numbered("members_joined", lambda _: -15))),
    Case("wrong_negative_money_as_text", Sent(KHANH_HOA, _written("fund_spent", "-120.000.000"))),
    Case(
        "wrong_recognised_above_registered",
        Sent(KHANH_HOA, _numbered("families_recognised", lambda f: f["families_registered"] + 2)),
    ),
    Case(
        "wrong_recognised_above_total_without_registered",
        Sent(
            AN_GIANG.but(elements=(*ORGANISATION, "clans_total", "clans_recognised")),
            _numbered("clans_recognised", lambda f: f["clans_total"] + 1),
        ),
    ),
    Case(
        "wrong_registered_above_total",
        Sent(AN_GIANG, _numbered("communities_registered", lambda f: f["communities_total"] + 3)),
    ),
    Case(
        "wrong_citizens_recognised_above_registered",
        Sent(
            HAI_DUONG.but(rate=None),
            _numbered("citizens_recognised", lambda f: f["citizens_registered"] + 40),
        ),
    ),
    Case(
        "wrong_members_above_population", Sent(KHANH_HOA, _numbered("members", lambda f: f["population"] + 1))
    ),
    Case("wrong_members_above_population_on_other_sheet", _above_on_other_sheet),
    Case("wrong_two_mistakes", Sent(AN_GIANG, _two_faults)),
    *(
        Case(f"wrong_text_{name}", Sent(AN_GIANG, _written("families_registered", text)))
        for name, text in _TEXTS.items()
    ),
    Case("wrong_text_in_money", Sent(AN_GIANG, _written("fund_raised", "đang chờ xác nhận"))),
    Case("wrong_true_in_figures", Sent(AN_GIANG, _written("members", True))),
    Case("wrong_date_where_ratio_was_typed", Sent(AN_GIANG, _written("clans_recognised", date(2025, 4, 3)))),
    Case("wrong_fraction_of_people", Sent(AN_GIANG, _written("population", 17.54))),
    *(
        Case(f"wrong_error_cell_{name}", Sent(KHANH_HOA, _written("fund_raised", Formula("=A1/0", text))))
        for name, text in {"ref": "#REF!", "div": "#DIV/0!", "value": "#VALUE!", "na": "#N/A"}.items()
    ),
    *map(_kept_faulty, FAULTY),
    Case("wrong_formula_never_calculated", Sent(AN_GIANG, _uncalculated, write=xlsx_by_another_program)),
    Case("wrong_number_merged_over_two_units", Sent(AN_GIANG, _merged_over_two_units)),
    Case("wrong_same_heading_twice", Sent(AN_GIANG, _same_heading_twice)),
    Case("wrong_sheets_disagree", _sheets_disagree),
    Case("wrong_recognised_above_registered_units_across", _turned_above),
    Case("doubtful_total", Sent(KHANH_HOA, _wrong_total)),
    Case("doubtful_total_lacks_last_unit", Sent(AN_GIANG, _wrong_total_by_forgotten_row)),
    Case("doubtful_sum_of_group", Sent(AN_GIANG.but(groups=_GROUPS), _wrong_sum_of_group)),
    Case("doubtful_closing_balance", Sent(KHANH_HOA, _wrong_closing)),
    Case(
        "doubtful_closing_balance_in_trieu",
        Sent(AN_GIANG.but(factor=TRIEU, caption="ĐVT: triệu đồng"), _wrong_closing_in_trieu),
    ),
    Case("doubtful_rate", Sent(HAI_DUONG, _wrong_rate)),
    Case("doubtful_rate_as_text", Sent(HAI_DUONG.but(rate=typed.rate_text), _wrong_rate_text)),
    Case(
        "doubtful_dong_among_trieu",
        Sent(AN_GIANG.but(factor=TRIEU, caption="ĐVT: triệu đồng"), _dong_among_trieu),
    ),
    Case(
        "doubtful_sources_above_raised",
        Sent(KHANH_HOA.but(elements=(*BASE, *SOURCES)), _sources_above_raised),
    ),
    Case("doubtful_adults_above_population", Sent(KHANH_HOA, _adults_above_population)),
)
