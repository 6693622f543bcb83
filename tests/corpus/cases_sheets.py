"""Workbooks of several sheets, several tables on a sheet, and tables on their side."""

from tests.corpus import typed
from tests.corpus.case import EITHER, REJECTED, Case, Made, Reading, Sent, reading_of
from tests.corpus.figures import AWARDS, BASE, CLANS, FAMILIES, FUND, MODELS, ORGANISATION, SMALL, total_of
from tests.corpus.files import xlsx
from tests.corpus.form import Form, Total, period_words
from tests.corpus.layout import draw
from tests.corpus.page import Page
from tests.corpus.turned import draw_turned
from tests.corpus.unit_names import units_of
from tests.corpus.wording import FLAT, FORMAL, SHORT

KHANH_HOA = Form("legacy-56", "2024-Q4")
THANH_HOA = Form("reform-38", "2025-Q3", units=25)
AN_GIANG = Form("legacy-89", "2025-Q1")
CAN_THO = Form("reform-92", "2026-Q3", units=20)
VUNG_TAU = Form("legacy-77", "2023", elements=SMALL)


def _group_per_sheet() -> Made:
    """Organisation, models and fund on three sheets with the same units."""
    forms = [KHANH_HOA.but(elements=part) for part in (ORGANISATION, MODELS, (*FUND, *AWARDS))]
    pages = [draw(form, name) for form, name in zip(forms, ("To chuc", "Mo hinh HT", "Quy KH"), strict=True)]
    return Made(xlsx(*pages), reading_of(*forms))


def _group_per_sheet_title_on_first() -> Made:
    """The letterhead and the title stand on the first sheet alone; the others begin with the headings."""
    first = AN_GIANG.but(elements=ORGANISATION)
    second = AN_GIANG.but(elements=MODELS, head=(), foot=())
    third = AN_GIANG.but(elements=FUND, head=(("ĐVT: triệu đồng",),), foot=(), factor=1_000_000)
    pages = [draw(form, name) for form, name in zip((first, second, third), ("B1", "B2", "B3"), strict=True)]
    return Made(xlsx(*pages), reading_of(first, second, third))


def _list_goes_on() -> Made:
    """The first ten communes on one sheet, the others on the next, one total at the end of the last."""
    units = units_of("reform-38", 25)
    first = THANH_HOA.but(units=units[:10], total=None)
    second = THANH_HOA.but(units=units[10:], head=())
    pages = draw(first, "Trang 1"), draw(second, "Trang 2")
    everything = total_of(THANH_HOA.figures(unit) for unit in units)
    for element, column in pages[1].value_columns.items():
        pages[1].put(pages[1].total_row, column, everything[element])
    return Made(xlsx(*pages), reading_of(first, second))


def _sheet_per_quarter(period: str | None, *, named_by: str) -> Made:
    """Four quarters in one workbook: the chosen one is read, or it is asked which."""
    pages, forms = [], []
    for number, roman in enumerate(("I", "II", "III", "IV"), 1):
        form = AN_GIANG.but(period=f"2024-Q{number}", elements=SMALL)
        if named_by == "sheet":
            form = form.but(title="SỐ LIỆU CÔNG TÁC KHUYẾN HỌC NĂM 2024")
        forms.append(form)
        pages.append(draw(form, f"Quý {roman}" if named_by == "sheet" else f"Q{number}"))
    if period is None:
        reading = Reading((REJECTED,), "89", None, asked=True)
        return Made(xlsx(*pages), reading, "An Giang ca nam.xlsx")
    chosen = next(form for form in forms if form.period == period)
    return Made(xlsx(*pages), reading_of(chosen), "An Giang ca nam.xlsx", period=period)


def _cover(name: str) -> Page:
    page = Page(name)
    lines = (
        "HỘI KHUYẾN HỌC TỈNH AN GIANG",
        "",
        "BÁO CÁO THỐNG KÊ",
        "QUÝ I NĂM 2025",
        "",
        "An Giang, tháng 4 năm 2025",
    )
    for row, text in enumerate(lines, 4):
        page.put(row, 5, text)
    return page


def _guide() -> Page:
    page = Page("Hướng dẫn")
    lines = (
        *(
            "HƯỚNG DẪN GHI BIỂU",
            "1. Cột 3: dân số do cơ quan thống kê cung cấp.",
            "2. Cột 7 không lớn hơn cột 6.",
        ),
        "3. Tiền ghi theo đồng, không ghi phần lẻ. Ví dụ: 1.250.000",
    )
    for row, text in enumerate(lines, 1):
        page.put(row, 1, text)
    return page


def _lists() -> Page:
    """A helper sheet of names for drop-down lists."""
    page = Page("DM")
    page.put(1, 1, "Danh mục đơn vị")
    for row, unit in enumerate(units_of("legacy-89"), 2):
        page.put(row, 1, unit.code)
        page.put(row, 2, unit.name)
    return page


def _hidden_draft() -> Page:
    page = draw(AN_GIANG.but(period="2024-Q1"), "Nhap")
    page.is_hidden = True
    return page


def _old_figures_hidden() -> Page:
    """Hidden, of the same period, with other figures."""
    page = draw(AN_GIANG.but(grain=1_000), "Bieu 01 (cu)")
    page.is_hidden = True
    return page


def _two_tables(*, gap: int) -> Made:
    """Models above, fund below, each with its own headings and units."""
    above = KHANH_HOA.but(elements=(*ORGANISATION, *FAMILIES, *CLANS), foot=())
    below = KHANH_HOA.but(
        elements=FUND,
        head=[()] * gap + [("Biểu 2. Quỹ khuyến học", "", "", "ĐVT: triệu đồng")],
        factor=1_000_000,
    )
    page = draw(above)
    draw(below, page=page, row=page.last_row + 1)
    return Made(xlsx(page), reading_of(above, below))


def _turned(form: Form, *, has_groups: bool) -> Made:
    return Made(xlsx(draw_turned(form, has_groups=has_groups)), reading_of(form))


def _empty_sheets_around() -> Made:
    """Sheet1, Sheet2 and Sheet3 as old versions of Excel made them; the report stands on the second."""
    form = VUNG_TAU
    return Made(xlsx(Page("Sheet1"), draw(form, "Sheet2"), Page("Sheet3")), reading_of(form))


def _targets_sheet() -> Made:
    """A sheet of plan figures beside the report: only what was achieved is a report."""
    form = VUNG_TAU
    plan = form.but(
        title=f"CHỈ TIÊU KẾ HOẠCH {period_words('2023')}",
        wording=FLAT | {name: (f"Chỉ tiêu giao: {FLAT[name][0]}",) for name in form.elements},
        grain=1_000,
    )
    reading = reading_of(form, verdicts=EITHER)
    return Made(xlsx(draw(form, "Kết quả"), draw(plan, "Chỉ tiêu")), reading)


def _choose_sheet_of_period(name: str) -> Made:
    """A workbook with this quarter and the one before, named on the sheets; the quarter is chosen."""
    now, before = CAN_THO, CAN_THO.but(period="2026-Q2")
    pages = [draw(before, "QII-2026"), draw(now, "QIII-2026")]
    return Made(xlsx(*pages), reading_of(now), name, period="2026-Q3")


CASES = (
    Case("sheet_per_group_of_indicators_khanh_hoa", _group_per_sheet),
    Case("sheet_per_group_title_on_first_only_an_giang", _group_per_sheet_title_on_first),
    Case("list_goes_on_over_two_sheets_thanh_hoa", _list_goes_on),
    Case(
        "sheet_per_quarter_titles_q2_chosen_an_giang", lambda: _sheet_per_quarter("2024-Q2", named_by="title")
    ),
    Case(
        "sheet_per_quarter_names_q3_chosen_an_giang", lambda: _sheet_per_quarter("2024-Q3", named_by="sheet")
    ),
    Case("sheet_per_quarter_none_chosen_an_giang", lambda: _sheet_per_quarter(None, named_by="title")),
    Case("sheet_per_quarter_names_none_chosen_an_giang", lambda: _sheet_per_quarter(None, named_by="sheet")),
    Case("two_quarters_one_chosen_can_tho", lambda: _choose_sheet_of_period("tong hop.xlsx")),
    Case("cover_sheet_first_an_giang", Sent(AN_GIANG, before=(_cover("Bìa"),))),
    Case(
        "cover_and_guide_first_lists_last_an_giang",
        Sent(AN_GIANG, before=(_cover("Bia"), _guide()), after=(_lists(),), verdicts=EITHER),
    ),
    Case("hidden_sheet_of_last_year_an_giang", Sent(AN_GIANG, after=(_hidden_draft(),))),
    Case("hidden_sheet_first_same_period_an_giang", Sent(AN_GIANG, before=(_old_figures_hidden(),))),
    Case("empty_sheets_around_vung_tau", _empty_sheets_around),
    Case("plan_figures_on_second_sheet_vung_tau", _targets_sheet),
    Case("two_tables_on_a_sheet_khanh_hoa", lambda: _two_tables(gap=2)),
    Case("two_tables_on_a_sheet_close_khanh_hoa", lambda: _two_tables(gap=0)),
    Case("indicators_down_units_across_an_giang", lambda: _turned(AN_GIANG, has_groups=False)),
    Case("indicators_down_in_groups_an_giang", lambda: _turned(AN_GIANG, has_groups=True)),
    Case(
        "indicators_down_flat_words_khanh_hoa",
        lambda: _turned(KHANH_HOA.but(wording=FLAT, elements=BASE), has_groups=False),
    ),
    Case(
        "indicators_down_formal_text_numbers_khanh_hoa",
        lambda: _turned(
            KHANH_HOA.but(wording=FORMAL, typing=typed.dots, total=Total("Cộng")), has_groups=True
        ),
    ),
    Case(
        "indicators_down_short_no_total_can_tho",
        lambda: _turned(CAN_THO.but(wording=SHORT, total=None, units=8), has_groups=True),
    ),
)
