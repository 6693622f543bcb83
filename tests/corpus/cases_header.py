"""Headings over one, two and three rows, merged or not, and the row of column numbers."""

from tests.corpus import typed
from tests.corpus.case import Case, Made, Reading, Sent, reading_of
from tests.corpus.figures import BASE, FAMILIES, FUND, ORGANISATION, SMALL, WIDE
from tests.corpus.files import xlsx
from tests.corpus.form import Column, Form, Total, columns_of
from tests.corpus.layout import draw
from tests.corpus.page import Page, Rich
from tests.corpus.wording import FLAT, FORMAL, SHORT, THREE

HAI_DUONG = Form("legacy-30", "2024-H1", rate=typed.rate_number)
SON_LA = Form("legacy-14", "2023-Q4")
THANH_HOA = Form("legacy-38", "2024-Q2")
NGHE_AN = Form("legacy-40", "2024-9M")
AN_GIANG = Form("reform-91", "2025-Q4", units=24)


def _rich_headings(page: Page, reading: Reading) -> None:
    """Headings whose words are in several fonts."""
    for (row, column), value in list(page.cells.items()):
        if page.heading_row - 1 <= row <= page.heading_row and isinstance(value, str) and " " in value:
            first, _, rest = value.partition(" ")
            page.cells[row, column] = Rich((f"{first} ", rest))


def _wrapped_headings(page: Page, reading: Reading) -> None:
    """Line breaks and double spaces in headings, as people make them fit narrow columns."""
    for (row, column), value in list(page.cells.items()):
        if page.heading_row - 1 <= row <= page.heading_row and isinstance(value, str):
            page.cells[row, column] = value.replace(" ", "\n", 1).replace(" ", "  ", 1)


def _hyphenated(page: Page, reading: Reading) -> None:
    r"""`Được công \\n nhận` and spaces before and behind."""
    for (row, column), value in list(page.cells.items()):
        if row == page.heading_row and isinstance(value, str):
            page.cells[row, column] = " " + value.replace("công nhận", "công \n nhận") + " :"


def _group_over_gap(page: Page, reading: Reading) -> None:
    """The order and unit headings stand in the lower of two rows, not merged."""
    upper = page.heading_row - 1
    for column in range(1, 5):
        text = page.cells.get((upper, column))
        page.put(upper, column, None)
        page.put(page.heading_row, column, text)
    page.merged = [area for area in page.merged if area[1] > 4 or area[0] != upper]


def _years_in_top_row() -> Made:
    """The period stands in the heading over all figures, nowhere else."""
    form = Form("legacy-92", "2024-Q3", elements=SMALL, title="SỐ LIỆU CÔNG TÁC KHUYẾN HỌC", total=None)

    def under_period(columns: list[Column]) -> list[Column]:
        top = "Kết quả thực hiện quý III năm 2024"
        return [
            Column(c.role, (top, *c.path) if c.role == "value" else c.path, c.element, c.show)
            for c in columns
        ]

    form = form.but(arrange=under_period)
    return Made(xlsx(draw(form)), reading_of(form))


def _letters_above() -> Made:
    """A row of column letters A, B, 1, 2, 3 as the statistics office numbers them."""
    form = SON_LA.but(column_numbers="letters", rate=typed.rate_text)
    assert len(columns_of(form)) > 30
    return Made(xlsx(draw(form, "BieuSo01")), reading_of(form))


CASES = (
    Case("two_heading_rows_merged_total_first_hai_duong_h1", Sent(HAI_DUONG.but(total=Total(first=True)))),
    Case("two_heading_rows_no_column_numbers_son_la", Sent(SON_LA.but(column_numbers="none"))),
    Case("two_heading_rows_not_merged_thanh_hoa", Sent(THANH_HOA.but(header="gaps"))),
    Case(
        "two_heading_rows_not_merged_rates_nghe_an_9m", Sent(NGHE_AN.but(header="gaps", rate=typed.rate_text))
    ),
    Case(
        "two_heading_rows_group_repeated_son_la",
        Sent(SON_LA.but(header="repeated", column_numbers="numbers")),
    ),
    Case("two_heading_rows_lower_row_for_units_an_giang", Sent(AN_GIANG, _group_over_gap)),
    Case("one_heading_row_thanh_hoa", Sent(THANH_HOA.but(wording=FLAT))),
    Case(
        "one_heading_row_rates_no_numbers_hai_duong", Sent(HAI_DUONG.but(wording=FLAT, column_numbers="none"))
    ),
    Case(
        "one_heading_row_few_columns_an_giang",
        Sent(AN_GIANG.but(wording=FLAT, elements=("members", *FAMILIES))),
    ),
    Case("three_heading_rows_merged_son_la", Sent(SON_LA.but(wording=THREE))),
    Case("three_heading_rows_not_merged_hai_duong", Sent(HAI_DUONG.but(wording=THREE, header="gaps"))),
    Case(
        "three_heading_rows_numbers_with_formulas_nghe_an",
        Sent(NGHE_AN.but(wording=THREE, column_numbers="formulas", rate=typed.rate_number)),
    ),
    Case("numbers_with_formulas_hai_duong", Sent(HAI_DUONG.but(column_numbers="formulas"))),
    Case("column_letters_text_rates_son_la", _letters_above),
    Case("headings_in_rich_text_an_giang", Sent(AN_GIANG, _rich_headings)),
    Case("headings_with_line_breaks_thanh_hoa", Sent(THANH_HOA, _wrapped_headings)),
    Case("headings_with_stray_spaces_and_colons_son_la", Sent(SON_LA, _hyphenated)),
    Case("period_in_the_heading_row_can_tho", _years_in_top_row),
    Case("abbreviated_headings_two_rows_hai_duong", Sent(HAI_DUONG.but(wording=SHORT))),
    Case("formal_headings_two_rows_nghe_an", Sent(NGHE_AN.but(wording=FORMAL, rate=typed.rate_rough))),
    Case("all_data_elements_an_giang", Sent(AN_GIANG.but(elements=WIDE, rate=typed.rate_number))),
    Case("all_data_elements_abbreviated_thanh_hoa", Sent(THANH_HOA.but(elements=WIDE[:-4], wording=SHORT))),
    Case(
        "one_row_all_flat_wordings_nghe_an",
        Sent(NGHE_AN.but(elements=tuple(e for e in WIDE if e in FLAT), wording=FLAT, rate=typed.rate_number)),
    ),
    Case("only_organisation_columns_son_la", Sent(SON_LA.but(elements=ORGANISATION))),
    Case("only_fund_columns_hai_duong", Sent(HAI_DUONG.but(elements=FUND, rate=None))),
    Case("without_population_and_awards_thanh_hoa", Sent(THANH_HOA.but(elements=BASE[2:-4]))),
)
