"""Rows that are no units, order numbers in every form, and columns that group the units."""

from collections.abc import Callable

from khuyenhoc.domain.org_units import OrgUnit, children
from tests.corpus import typed, unit_names
from tests.corpus.case import EITHER, Case, Made, Reading, Sent, reading_of
from tests.corpus.figures import FUND, SMALL, total_of
from tests.corpus.files import xlsx
from tests.corpus.form import Column, Form, Group, Total
from tests.corpus.layout import draw
from tests.corpus.page import Page

SON_LA = Form("legacy-14", "2024-Q2", elements=SMALL)
KHANH_HOA = Form("reform-56", "2025-Q4", units=18, elements=SMALL)
NGHE_AN = Form("legacy-40", "2024", elements=SMALL)

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
Edit = Callable[[Page, Reading], None]


def _order_as(write: Callable[[int], object]) -> Edit:
    """Order numbers written in another way."""

    def edit(page: Page, reading: Reading) -> None:
        for number, row in enumerate(page.unit_rows.values(), 1):
            page.put(row, 1, write(number))

    return edit


def _row_below_total(words: str, change: Callable[[int], object]) -> Edit:
    """A row below the total with figures that are no unit's."""

    def edit(page: Page, reading: Reading) -> None:
        row = page.total_row + 1
        page.put(row, page.unit_column, words)
        for column in page.value_columns.values():
            page.put(row, column, change(int(page.cells[page.total_row, column])))

    return edit


def _rates_below_total(page: Page, reading: Reading) -> None:
    """Shares in percent below some columns of the total."""
    row = page.total_row + 1
    page.put(row, page.unit_column, "Tỷ lệ %")
    whole = page.cells[page.total_row, page.value_columns["families_total"]]
    for element in ("families_registered", "families_recognised"):
        part = page.cells[page.total_row, page.value_columns[element]]
        page.put(row, page.value_columns[element], typed.rate_text(part, whole))


def _body_of_the_province(page: Page, reading: Reading) -> None:
    """The provincial association's own fund: a row of its own, counted in the total."""
    row = page.total_row + 1
    for column in [1, page.unit_column, *page.value_columns.values()]:
        page.put(row, column, page.cells.pop((page.total_row, column), None))
    page.put(row - 1, page.unit_column, "Tỉnh Hội")
    amounts = {"fund_opening": 900, "fund_raised": 100, "fund_spent": 60, "fund_closing": 940}
    for element, amount in amounts.items():
        page.put(row - 1, page.value_columns[element], amount * 1_000_000)
        page.cells[row, page.value_columns[element]] += amount * 1_000_000
    page.total_row = row


def _remark_row(page: Page, reading: Reading) -> None:
    """A line of text between units, over the whole table."""
    last = max(page.unit_rows.values())
    page.put(last + 1, 1, page.cells.pop((page.total_row, page.unit_column)))
    page.merge(last + 1, 1, last + 1, 2)


def _signatures_beside_total(page: Page, reading: Reading) -> None:
    """The signature stands in the row right below the total, in the columns of figures."""
    page.put(page.total_row + 1, 4, "TM. BAN THƯỜNG VỤ")
    page.put(page.total_row + 2, 4, "CHỦ TỊCH")
    page.put(page.total_row + 1, 2, "Người lập biểu")


def _blank_row_below_headings(page: Page, reading: Reading) -> None:
    """Units begin two rows below the headings."""
    for column in range(1, 1 + max(column for _, column in page.cells)):
        page.put(page.heading_row + 1, column, None)


def _grouping_column(heading: str, size: int, name: Callable[[OrgUnit], str]) -> Made:
    """A column left of the names, merged over the units of a group."""
    form = KHANH_HOA.but(
        arrange=lambda usual: [usual[0], Column("extra", (heading,)), *usual[1:]],
        unit_heading="Xã, phường, đặc khu",
    )
    page = draw(form)
    rows = list(page.unit_rows.values())
    for start in range(0, len(rows), size):
        end = min(start + size, len(rows)) - 1
        page.put(rows[start], 2, name(form.all_units[start]))
        page.merge(rows[start], 2, rows[end], 2)
    return Made(xlsx(page), reading_of(form))


def _communes_below_districts() -> Made:
    """Until June 2025 some listed communes below each district: the district's own row is its figure."""
    form = SON_LA.but(units=3, total=Total(first=True))
    page = draw(form, name="Bieu 01")
    wide = Page("Bieu 01")
    shift = 0
    for row in range(1, page.last_row + 1):
        for column in range(1, 30):
            wide.put(row + shift, column, page.cells.get((row, column)))
        code = next((code for code, place in page.unit_rows.items() if place == row), None)
        if code is None:
            continue
        wide.put(row + shift, 1, _ROMAN[list(page.unit_rows).index(code)])
        shift += _draw_communes(wide, page, code, row + shift)
    wide.merged = [area for area in page.merged if area[2] <= page.heading_row]
    return Made(xlsx(wide), reading_of(form, verdicts=EITHER))


def _draw_communes(wide: Page, page: Page, code: str, row: int) -> int:
    """Three communes that share a district's figures between them; gives how many rows."""
    communes = children(f"legacy-{code}")[:3]
    for number, commune in enumerate(communes, 1):
        wide.put(row + number, 1, number)
        wide.put(row + number, page.unit_column, commune.name)
        for column in page.value_columns.values():
            whole = int(wide.cells[row, column])
            part = whole // len(communes)
            wide.put(row + number, column, whole - 2 * part if number == 1 else part)
    return len(communes)


def _carried_over() -> Made:
    """`Cộng trang` at the foot of a page and `Trang trước chuyển sang` at the head of the next."""
    form = NGHE_AN.but(total=None, foot=())
    units = form.all_units
    first, second = form.but(units=units[:11]), form.but(units=units[11:], head=(), column_numbers="none")
    page = draw(first)
    sums = total_of(first.figures(unit) for unit in first.all_units)
    _put_sums(page, page.last_row + 1, "Cộng trang 1", sums)
    draw(second, page=page, row=page.last_row + 1)
    everything = total_of(form.figures(unit) for unit in units)
    _put_sums(page, page.last_row + 1, "Tổng cộng", everything)
    return Made(xlsx(page), reading_of(form))


def _put_sums(page: Page, row: int, words: str, sums: dict[str, int]) -> None:
    page.put(row, page.unit_column, words)
    for element, column in page.value_columns.items():
        page.put(row, column, sums[element])


_REGIONS = ("Khu vực 1", "Khu vực 2", "Khu vực 3")

CASES = (
    Case("units_numbered_in_roman_son_la", Sent(SON_LA, _order_as(lambda number: _ROMAN[number - 1]))),
    Case("units_numbered_01_02_son_la", Sent(SON_LA, _order_as(lambda number: f"{number:02d}"))),
    Case("units_numbered_with_dots_khanh_hoa", Sent(KHANH_HOA, _order_as(lambda number: f"{number}."))),
    Case("units_numbered_with_brackets_khanh_hoa", Sent(KHANH_HOA, _order_as(lambda number: f"{number})"))),
    Case(
        "units_numbered_1_1_in_groups_khanh_hoa",
        Sent(
            KHANH_HOA.but(groups=(Group("1", "Khu vực phía Bắc", 9), Group("2", "Khu vực phía Nam", 9))),
            _order_as(lambda number: f"{1 + (number > 9)}.{number - 9 * (number > 9)}"),
        ),
    ),
    Case("units_not_numbered_order_column_empty_khanh_hoa", Sent(KHANH_HOA, _order_as(lambda _: None))),
    Case(
        "last_year_below_total_son_la",
        Sent(SON_LA, _row_below_total("Cùng kỳ năm 2023", lambda n: n * 97 // 100), verdicts=EITHER),
    ),
    Case(
        "change_below_total_son_la",
        Sent(
            SON_LA,
            _row_below_total("Tăng (+), giảm (-) so với cùng kỳ", lambda n: -(n // 40)),
            verdicts=EITHER,
        ),
    ),
    Case(
        "average_below_total_son_la",
        Sent(SON_LA, _row_below_total("Bình quân một huyện", lambda n: n // 12), verdicts=EITHER),
    ),
    Case(
        "plan_below_total_son_la",
        Sent(SON_LA, _row_below_total("Kế hoạch năm", lambda n: n + 100), verdicts=EITHER),
    ),
    Case("rates_below_total_nghe_an", Sent(NGHE_AN, _rates_below_total, verdicts=EITHER)),
    Case(
        "provincial_body_in_the_list_nghe_an",
        Sent(NGHE_AN.but(elements=(*SMALL[:3], *FUND)), _body_of_the_province, verdicts=EITHER),
    ),
    Case("total_words_in_first_column_merged_son_la", Sent(SON_LA, _remark_row)),
    Case(
        "signatures_in_the_row_below_total_khanh_hoa", Sent(KHANH_HOA.but(foot=()), _signatures_beside_total)
    ),
    Case("blank_row_below_headings_khanh_hoa", Sent(KHANH_HOA, _blank_row_below_headings)),
    Case(
        "column_of_regions_merged_khanh_hoa",
        lambda: _grouping_column("Khu vực", 6, lambda unit: _REGIONS[children("reform-56").index(unit) // 6]),
    ),
    Case(
        "column_of_former_districts_merged_khanh_hoa",
        lambda: _grouping_column(
            "Huyện, thị xã, thành phố (cũ)",
            9,
            lambda unit: "Thành phố Nha Trang" if unit.code < "22420" else "Thị xã Ninh Hòa",
        ),
    ),
    Case(
        "column_of_emulation_clusters_khanh_hoa",
        lambda: _grouping_column(
            "Cụm thi đua", 5, lambda unit: f"Cụm số {1 + children('reform-56').index(unit) // 5}"
        ),
    ),
    Case("communes_below_their_districts_son_la", _communes_below_districts),
    Case("page_sums_and_headings_again_nghe_an", _carried_over),
    Case(
        "names_with_footnote_marks_khanh_hoa",
        Sent(KHANH_HOA.but(naming=lambda unit, period: f"{unit_names.official(unit, period)} (*)")),
    ),
    Case(
        "names_with_former_district_behind_khanh_hoa",
        Sent(
            KHANH_HOA.but(naming=lambda unit, period: f"{unit_names.dotted(unit, period)} (Nha Trang cũ)"),
            verdicts=EITHER,
        ),
    ),
)
