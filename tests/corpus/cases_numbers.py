"""Numbers as text, and cells that say nothing, none, or does not apply."""

from tests.corpus import typed
from tests.corpus.case import Case, Reading, Sent
from tests.corpus.edits import change_figure
from tests.corpus.figures import BASE, SMALL
from tests.corpus.form import Form
from tests.corpus.page import Page, Shown

VUNG_TAU = Form("legacy-77", "2024-Q2")
THANH_HOA = Form("reform-38", "2025-Q4", units=20)
SON_LA = Form("reform-14", "2026-Q1", units=25, elements=SMALL)
AN_GIANG = Form("legacy-89", "2024-Q4", elements=SMALL)
HAI_DUONG = Form("legacy-30", "2024-Q1", elements=SMALL)


def _say(
    page: Page, reading: Reading, unit: int, element: str, text: object, value: float | str | None
) -> None:
    """Write something in place of a figure, and leave the total out; `value` "" is nothing to store."""
    code = list(page.unit_rows)[unit]
    page.put_figure(code, element, text)
    if value == "":
        reading.values[code].pop(element)
    else:
        reading.values[code][element] = value


def _dashes(page: Page, reading: Reading) -> None:
    """Every kind of dash for none."""
    for unit, dash in enumerate(("-", "–", "—", " - ", "−")):
        _say(page, reading, unit, "members_joined", dash, 0)


def _dashes_and_total(page: Page, reading: Reading) -> None:
    """Dashes, and a total that counts them as nothing."""
    for code in list(page.unit_rows)[:3]:
        change_figure(page, reading, code, "members_joined", 0)
        page.put_figure(code, "members_joined", "-")


def _nothing_and_none(page: Page, reading: Reading) -> None:
    """0, a dash, "không" and an empty cell are four different things to write, and two to mean."""
    for unit, (text, value) in enumerate(
        (("0", 0), ("-", 0), ("không", 0), ("Không có", 0), ("", ""), ("   ", ""), (0, 0))
    ):
        _say(page, reading, unit, "members_joined", text, value)


def _not_yet(page: Page, reading: Reading) -> None:
    """No figure yet."""
    for unit, text in enumerate(("chưa có số liệu", "chưa có", "…", "Chưa báo cáo", "...", "chưa thống kê")):
        _say(page, reading, unit, "families_registered", text, "")


def _does_not_apply(page: Page, reading: Reading) -> None:
    """x, as statistics offices write for what cannot be."""
    for unit, text in enumerate(("x", "X", "x ")):
        _say(page, reading, unit, "communities_registered", text, None)


def _some_text_some_numbers(page: Page, reading: Reading) -> None:
    """One sheet by several hands: every second row typed as text with dots."""
    for row in list(page.unit_rows.values())[::2]:
        for element, column in page.value_columns.items():
            page.cells[row, column] = typed.dots(element, page.cells[row, column])


def _leading_apostrophes(page: Page, reading: Reading) -> None:
    """Apostrophes that an export left before numbers."""
    for row in page.unit_rows.values():
        column = page.value_columns["members"]
        page.cells[row, column] = f"'{page.cells[row, column]}"


def _dotted_counts_below_thousand(page: Page, reading: Reading) -> None:
    """A column where every number has one dot only: 12.714 is twelve thousand."""
    for row in (*page.unit_rows.values(), page.total_row):
        for element in ("population", "members", "families_total"):
            column = page.value_columns[element]
            page.cells[row, column] = typed.dots(element, page.cells[row, column])


def _approximate_rates(page: Page, reading: Reading) -> None:
    """Numbers shown by a format with a unit: the cell itself is a plain number."""
    for row in page.unit_rows.values():
        column = page.value_columns["members"]
        page.cells[row, column] = Shown(page.cells[row, column], '#,##0" người"')


def _floats(element: str, amount: float) -> float:
    """Numbers with the dust of a division: 1234.0000000000002."""
    return float(amount) * (1 + 2e-16)


CASES = (
    Case("numbers_as_text_with_dots_vung_tau", Sent(VUNG_TAU.but(typing=typed.dots))),
    Case("numbers_as_text_with_commas_vung_tau", Sent(VUNG_TAU.but(typing=typed.commas))),
    Case("numbers_as_text_with_spaces_thanh_hoa", Sent(THANH_HOA.but(typing=typed.spaces))),
    Case("numbers_as_text_with_no_break_spaces_thanh_hoa", Sent(THANH_HOA.but(typing=typed.hard_spaces))),
    Case("numbers_as_text_with_narrow_spaces_son_la", Sent(SON_LA.but(typing=typed.narrow_spaces))),
    Case("numbers_as_text_without_separators_son_la", Sent(SON_LA.but(typing=typed.bare_digits))),
    Case("numbers_in_full_width_digits_an_giang", Sent(AN_GIANG.but(typing=typed.full_width))),
    Case("numbers_with_units_behind_vung_tau", Sent(VUNG_TAU.but(typing=typed.with_unit))),
    Case(
        "numbers_typed_by_several_hands_hai_duong",
        Sent(
            HAI_DUONG.but(typing=typed.by_row(typed.as_number, typed.dots, typed.spaces, typed.bare_digits))
        ),
    ),
    Case("numbers_text_in_every_second_row_hai_duong", Sent(HAI_DUONG, _some_text_some_numbers)),
    Case("numbers_with_apostrophes_an_giang", Sent(AN_GIANG, _leading_apostrophes)),
    Case("numbers_with_one_dot_each_son_la", Sent(SON_LA, _dotted_counts_below_thousand)),
    Case("numbers_shown_with_unit_by_format_an_giang", Sent(AN_GIANG, _approximate_rates)),
    Case("numbers_with_floating_dust_vung_tau", Sent(VUNG_TAU.but(typing=_floats))),
    Case(
        "text_dots_and_text_rates_thanh_hoa",
        Sent(THANH_HOA.but(typing=typed.dots, rate=typed.rate_text, elements=BASE)),
    ),
    Case(
        "text_commas_and_number_rates_vung_tau",
        Sent(VUNG_TAU.but(typing=typed.commas, rate=typed.rate_number)),
    ),
    Case("dashes_for_none_no_total_son_la", Sent(SON_LA.but(total=None), _dashes)),
    Case("zero_dash_none_and_empty_no_total_hai_duong", Sent(HAI_DUONG.but(total=None), _nothing_and_none)),
    Case(
        "zero_dash_none_in_text_column_hai_duong",
        Sent(HAI_DUONG.but(total=None, typing=typed.dots), _nothing_and_none),
    ),
    Case("no_figure_yet_no_total_an_giang", Sent(AN_GIANG.but(total=None), _not_yet)),
    Case("does_not_apply_no_total_thanh_hoa", Sent(THANH_HOA.but(total=None), _does_not_apply)),
    Case("dashes_in_text_columns_son_la", Sent(SON_LA.but(total=None, typing=typed.dots), _dashes)),
    Case("dashes_beside_a_right_total_an_giang", Sent(AN_GIANG, _dashes_and_total)),
)
