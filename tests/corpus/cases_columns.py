"""Columns in another order, missing, unknown, or with more than a number in a cell."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from tests.corpus import typed
from tests.corpus.case import EITHER, Case, Made, Reading, Sent, reading_of
from tests.corpus.edits import change_figure
from tests.corpus.figures import (
    AWARDS,
    BASE,
    CITIZENS,
    CLANS,
    COMMUNITIES,
    FAMILIES,
    FUND,
    ORGANISATION,
    SMALL,
    UNITS,
)
from tests.corpus.files import xlsx
from tests.corpus.form import Column, Form
from tests.corpus.layout import draw
from tests.corpus.page import Formula, Page, Shown
from tests.corpus.unit_names import old_tone
from tests.corpus.wording import FLAT, HIEU_HOC, NO_MARKS, SHORT, STANDARD, UPPER, changed

NGHE_AN = Form("legacy-40", "2024-Q2")
HA_NOI = Form("reform-01", "2025-Q4", units=24)
HAI_DUONG = Form("legacy-30", "2023-Q3")
HUE = Form("legacy-46", "2025-Q1", elements=SMALL)

_TURNED_ABOUT = (
    *FUND,
    *AWARDS,
    *CITIZENS,
    *UNITS,
    *COMMUNITIES,
    *CLANS,
    *FAMILIES,
    *ORGANISATION,
    "adults",
    "population",
)
_RECOGNISED_FIRST = (
    "members_joined",
    "members",
    *FAMILIES[::-1],
    *CLANS[::-1],
    *CITIZENS[::-1],
    *FUND[::-1],
    "population",
)


def _extra(
    *columns: tuple[tuple[str, ...], Callable[[Mapping[str, int]], object]],
) -> Callable[[list[Column]], list[Column]]:
    """Columns that no data element is meant by, before the note column."""

    def arrange(usual: list[Column]) -> list[Column]:
        more = [Column("extra", path, show=show) for path, show in columns]
        return [*usual[:-1], *more, usual[-1]]

    return arrange


def _order_last(usual: list[Column]) -> list[Column]:
    """Unit first, order number at the far right."""
    return [*usual[1:], usual[0]]


def _empty_columns(usual: list[Column]) -> list[Column]:
    """Narrow empty columns that part the groups."""
    found: list[Column] = []
    for column in usual:
        if found and column.path[0] != found[-1].path[0] and column.role == "value":
            found.append(Column("extra", ("",)))
        found.append(column)
    return found


def _ratio(model: str, words: str, *, rate: bool = True) -> Column:
    """One column `3.046/3.725 (81,77%)` in the place of three."""

    def show(row: Mapping[str, int]) -> str:
        part, whole = row[f"{model}_recognised"], row[f"{model}_total"]
        text = f"{typed.dots('', part)}/{typed.dots('', whole)}"
        return f"{text} ({typed.rate_text(part, whole)})" if rate else text

    return Column("value", (words,), f"{model}_recognised", show)


def _ratios(*, rate: bool) -> Made:
    """Two models as ratios; the second parts are figures too."""
    columns = [
        _ratio("families", "Gia đình học tập được công nhận/tổng số hộ", rate=rate),
        _ratio("clans", "DHHT được công nhận/tổng số dòng họ", rate=rate),
    ]
    form = NGHE_AN.but(elements=ORGANISATION, arrange=lambda usual: [*usual[:-1], *columns, usual[-1]])
    reading = reading_of(form)
    for unit in form.all_units:
        figures = form.figures(unit)
        names = ("families_recognised", "families_total", "clans_recognised", "clans_total")
        reading.values[unit.code] |= {name: figures[name] for name in names}
    return Made(xlsx(draw(form)), reading)


def _rates_as_shares(page: Page, reading: Reading) -> None:
    """0.7858 shown as 78,58%."""
    for column in page.rate_columns.values():
        for row in (*page.unit_rows.values(), page.total_row):
            page.cells[row, column] = Shown(page.cells[row, column], "0.00%")


def _rates_divide_by_zero(page: Page, reading: Reading) -> None:
    """A unit without clans: its rate shows #DIV/0!, its counts are 0."""
    code = next(iter(page.unit_rows))
    for element in CLANS:
        change_figure(page, reading, code, element, 0)
    cell = (page.unit_rows[code], page.rate_columns["clans_recognised"])
    page.cells[cell] = Formula("=IF(1,1/0)", "#DIV/0!")
    clans = [page.cells[page.total_row, page.value_columns[element]] for element in (CLANS[2], CLANS[0])]
    page.cells[page.total_row, page.rate_columns["clans_recognised"]] = typed.rate_number(*clans)


def _formulas(page: Page, reading: Reading) -> None:
    """The total row and the rates are formulas with their values kept."""
    rows = sorted(page.unit_rows.values())
    for column in page.value_columns.values():
        letters = page.address(1, column).split("!")[1].rstrip("1")
        kept = page.cells[page.total_row, column]
        page.cells[page.total_row, column] = Formula(f"=SUM({letters}{rows[0]}:{letters}{rows[-1]})", kept)
    for element, column in page.rate_columns.items():
        for row in rows:
            page.cells[row, column] = Formula(
                f"=ROUND({page.value_columns[element]}/1,2)", page.cells[row, column]
            )


def _dates_in_notes(page: Page, reading: Reading) -> None:
    """The day each unit reported, as real dates in the note column."""
    column = max(column for _, column in page.cells)
    for day, row in enumerate(sorted(page.unit_rows.values()), 1):
        page.put(row, column, date(2025, 4, day))


def _members_by_kind(row: Mapping[str, int]) -> int:
    return row["members"] // 3


def _bicycles(row: Mapping[str, int]) -> int:
    return row["members"] % 90


def _sheet_names(words: Sequence[str]) -> Sent:
    return Sent(HUE.but(wording=STANDARD | {"members": tuple(words)}))


CASES = (
    Case("columns_from_right_to_left_nghe_an", Sent(NGHE_AN.but(elements=_TURNED_ABOUT))),
    Case(
        "recognised_before_registered_before_total_hai_duong", Sent(HAI_DUONG.but(elements=_RECOGNISED_FIRST))
    ),
    Case("order_column_last_hue", Sent(HUE.but(arrange=_order_last))),
    Case(
        "empty_columns_between_groups_hai_duong",
        Sent(HAI_DUONG.but(arrange=_empty_columns, header="gaps", column_numbers="none")),
    ),
    Case("headings_in_capitals_nghe_an", Sent(NGHE_AN.but(wording=UPPER))),
    Case(
        "headings_without_marks_hai_duong",
        Sent(HAI_DUONG.but(wording=NO_MARKS, unit_heading="Don vi", note_heading="Ghi chu")),
    ),
    Case("headings_with_old_tone_marks_nghe_an", Sent(NGHE_AN.but(wording=changed(STANDARD, old_tone)))),
    Case("headings_of_the_decade_before_hai_duong", Sent(HAI_DUONG.but(wording=HIEU_HOC), verdicts=EITHER)),
    Case(
        "headings_with_units_of_measure_hai_duong",
        Sent(
            HAI_DUONG.but(
                elements=SMALL,
                wording={
                    name: (*path[:-1], f"{path[-1]} ({unit})")
                    for name, path in STANDARD.items()
                    for unit in ["đồng" if name.startswith("fund") else "hộ" if "famil" in name else "người"]
                },
                caption=None,
            )
        ),
    ),
    Case(
        "unknown_columns_beside_known_ones_hue",
        Sent(HUE.but(arrange=_extra((("Xe đạp trao tặng (chiếc)",), _bicycles))), verdicts=EITHER),
    ),
    Case(
        "party_members_and_women_beside_members_hue",
        Sent(
            HUE.but(
                arrange=_extra(
                    (("Hội viên", "Trong đó: nữ"), _members_by_kind),
                    (("Hội viên", "Đảng viên"), _members_by_kind),
                )
            ),
            verdicts=EITHER,
        ),
    ),
    Case(
        "plan_and_last_year_beside_results_hue",
        Sent(
            HUE.but(
                arrange=_extra(
                    (("Kế hoạch năm (GĐHT)",), _members_by_kind),
                    (("Cùng kỳ năm trước (hội viên)",), _members_by_kind),
                )
            ),
            verdicts=EITHER,
        ),
    ),
    Case(
        "average_per_head_column_hue",
        Sent(
            HUE.but(
                arrange=_extra(
                    (("Bình quân quỹ đồng/người",), lambda row: row["fund_closing"] // row["population"])
                )
            ),
            verdicts=EITHER,
        ),
    ),
    Case("ratio_cells_with_rates_nghe_an", lambda: _ratios(rate=True)),
    Case("ratio_cells_without_rates_nghe_an", lambda: _ratios(rate=False)),
    Case("rates_as_numbers_ha_noi", Sent(HA_NOI.but(rate=typed.rate_number))),
    Case("rates_as_text_ha_noi", Sent(HA_NOI.but(rate=typed.rate_text))),
    Case("rates_as_shares_ha_noi", Sent(HA_NOI.but(rate=typed.rate_share), _rates_as_shares)),
    Case("rates_with_one_decimal_ha_noi", Sent(HA_NOI.but(rate=typed.rate_rough))),
    Case(
        "rate_of_zero_divides_by_zero_hai_duong",
        Sent(HAI_DUONG.but(rate=typed.rate_number), _rates_divide_by_zero),
    ),
    Case("totals_and_rates_are_formulas_nghe_an", Sent(NGHE_AN.but(rate=typed.rate_number), _formulas)),
    Case("dates_in_note_column_hue", Sent(HUE, _dates_in_notes)),
    Case("members_heading_hien_co_hue", _sheet_names(("Hội viên", "Hiện có"))),
    Case("members_heading_ts_hvkh_hue", _sheet_names(("TS HVKH",))),
    Case("members_heading_long_hue", _sheet_names(("Hội viên", "Tổng số hội viên tính đến cuối kỳ báo cáo"))),
    Case(
        "fund_heading_words_mixed_hai_duong",
        Sent(
            HAI_DUONG.but(
                wording=STANDARD
                | {
                    "fund_opening": ("Quỹ khuyến học", "Năm trước chuyển sang"),
                    "fund_raised": ("Quỹ khuyến học", "Thu"),
                    "fund_spent": ("Quỹ khuyến học", "Chi"),
                    "fund_closing": ("Quỹ khuyến học", "Còn lại"),
                }
            )
        ),
    ),
    Case(
        "fund_heading_ton_van_dong_da_chi_nghe_an",
        Sent(
            NGHE_AN.but(
                wording=STANDARD
                | {
                    "fund_opening": ("Quỹ KH, KT", "Tồn đầu kỳ"),
                    "fund_raised": ("Quỹ KH, KT", "Vận động được"),
                    "fund_spent": ("Quỹ KH, KT", "Đã chi"),
                    "fund_closing": ("Quỹ KH, KT", "Còn dư"),
                }
            )
        ),
    ),
    Case(
        "short_words_columns_turned_about_hai_duong",
        Sent(HAI_DUONG.but(wording=SHORT, elements=_TURNED_ABOUT)),
    ),
    Case("flat_words_columns_turned_about_ha_noi", Sent(HA_NOI.but(wording=FLAT, elements=_TURNED_ABOUT))),
    Case(
        "all_groups_rates_between_ha_noi",
        Sent(HA_NOI.but(elements=BASE, rate=typed.rate_number, header="gaps")),
    ),
)
