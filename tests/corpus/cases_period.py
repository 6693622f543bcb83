"""The period: written in many ways and places, or nowhere."""

from collections.abc import Callable
from dataclasses import replace

from tests.corpus.case import EITHER, NEEDS_REVIEW, Case, Made, Sent, asked
from tests.corpus.figures import SMALL
from tests.corpus.form import Form, period_words

_SON_LA_OLD = Form("legacy-14", "2024-Q1", elements=SMALL)
_KHANH_HOA = Form("reform-56", "2025-Q3", elements=SMALL, units=10)
_HA_NAM = Form("legacy-35", "2024-Q1", elements=SMALL)


def _form(period: str) -> Form:
    is_old = period < "2025-Q3" and period not in {"2025", "2025-9M"}
    return (_SON_LA_OLD if is_old else _KHANH_HOA).but(period=period)


def _titled(about: str, /, *lines: str, **sent: object) -> Sent:
    """A report whose title is some lines, below a letterhead without any date."""
    form = _form(about)
    place = "TỈNH SƠN LA" if form.province == "legacy-14" else "TỈNH KHÁNH HÒA"
    head = [(f"HỘI KHUYẾN HỌC {place}",), (), *((line,) for line in lines), ("", "", "", "ĐVT tiền: đồng")]
    return Sent(form.but(head=head), **sent)


def _plain(about: str, /, **sent: object) -> Sent:
    """A report whose title names no period."""
    return _titled(about, "BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC", **sent)


def _never_named(sent: Sent) -> Made:
    """Without an answer to the question there is no period and nothing to store."""
    made = replace(sent, edit=asked)()
    made.reading.period = None
    return made


def _asked(sent: Sent) -> Callable[[], Made]:
    return lambda: _never_named(sent)


_AS_OF = "SỐ LIỆU CÔNG TÁC KHUYẾN HỌC TÍNH ĐẾN NGÀY 30/9/2025"
_TITLES = {
    "quy_nam": ("2025-Q3", "BÁO CÁO SỐ LIỆU QUÝ III NĂM 2025"),
    "qui_digit": ("2025-Q3", "Số liệu khuyến học quí 3/2025"),
    "q_dash_year": ("2025-Q3", "BIỂU SỐ LIỆU KHUYẾN HỌC Q3-2025"),
    "quy_digit_dash": ("2025-Q4", "BÁO CÁO QUÝ 4 - 2025"),
    "quy_in_words": ("2024-Q4", "TỔNG HỢP SỐ LIỆU QUÝ TƯ NĂM 2024"),
    "quy_in_brackets": ("2025-Q3", "TỔNG HỢP SỐ LIỆU (Quý III năm 2025)"),
    "6_thang_dau_nam": ("2024-H1", "TỔNG HỢP SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024"),
    "6t": ("2024-H1", "SỐ LIỆU KHUYẾN HỌC 6T/2024"),
    "sau_thang": ("2025-H1", "SỐ LIỆU KHUYẾN HỌC SÁU THÁNG ĐẦU NĂM 2025"),
    "06_thang_in_lines": ("2024-H1", "SỐ LIỆU KHUYẾN HỌC", "06 THÁNG ĐẦU NĂM", "NĂM 2024"),
    "9_thang": ("2025-9M", "BÁO CÁO SỐ LIỆU 9 THÁNG NĂM 2025"),
    "9_thang_dau_nam": ("2024-9M", "BÁO CÁO SỐ LIỆU 9 THÁNG ĐẦU NĂM 2024"),
    "nam": ("2024", "SỐ LIỆU CÔNG TÁC KHUYẾN HỌC NĂM 2024"),
    "12_thang": ("2023", "SỐ LIỆU CÔNG TÁC KHUYẾN HỌC 12 THÁNG NĂM 2023"),
    "year_and_next_years_tasks": (
        "2024",
        "TỔNG KẾT CÔNG TÁC KHUYẾN HỌC NĂM 2024, PHƯƠNG HƯỚNG NHIỆM VỤ NĂM 2025",
    ),
    "half_and_next_half": (
        "2024-H1",
        "SƠ KẾT 6 THÁNG ĐẦU NĂM VÀ CHƯƠNG TRÌNH CÔNG TÁC 6 THÁNG CUỐI NĂM 2024",
    ),
    "dates_of_half": ("2024-H1", "SỐ LIỆU CÔNG TÁC KHUYẾN HỌC (từ 01/01/2024 đến 30/6/2024)"),
    "dates_of_quarter": ("2025-Q3", "SỐ LIỆU TỪ NGÀY 01/07/2025 ĐẾN NGÀY 30/09/2025"),
    "quarter_and_as_of": ("2025-Q3", "SỐ LIỆU QUÝ III/2025 (tính đến ngày 30/9/2025)"),
    "quarter_in_two_lines": ("2025-Q3", "BIỂU TỔNG HỢP SỐ LIỆU", "QUÝ III", "NĂM 2025"),
    "one_cell_two_lines": ("2025-Q3", "BIỂU TỔNG HỢP SỐ LIỆU\nQUÝ III/2025"),
    "compared_with_last_year": ("2025-Q3", "SỐ LIỆU QUÝ III/2025 (so sánh với cùng kỳ năm 2024)"),
    "letter_dated_in_next_year": ("2024-Q4", "SỐ LIỆU QUÝ IV/2024", "Sơn La, ngày 05 tháng 01 năm 2025"),
    "letter_number_of_next_year": ("2024-Q4", "Số: 12/2025/BC-HKH", "SỐ LIỆU QUÝ IV/2024"),
    "term_of_office_too": ("2024-Q2", "SỐ LIỆU QUÝ II/2024 (nhiệm kỳ 2021-2026)"),
    "school_year_and_quarter": ("2025-Q1", "SỐ LIỆU QUÝ I/2025 (năm học 2024-2025)"),
    "cumulative_nine_months": ("2025-9M", "SỐ LIỆU LŨY KẾ 9 THÁNG NĂM 2025"),
    "without_marks": ("2024-Q3", "BAO CAO SO LIEU QUY III NAM 2024"),
}
_NAMES_OF_SHEETS = {
    "quy": ("2025-Q3", "Quý 3-2025"),
    "q_dot": ("2024-Q1", "Q1.2024"),
    "6t": ("2024-H1", "6T-2024"),
    "9_thang": ("2025-9M", "9 thang 2025"),
    "nam": ("2023", "Năm 2023"),
}
_NAMES_OF_FILES = {
    "quy_roman": ("2024-Q4", "BC_khuyen_hoc_Quy_IV_2024.xlsx"),
    "year_first": ("2025-Q3", "2025-Q3 Khanh Hoa.xlsx"),
    "9_thang": ("2024-9M", "So lieu 9 thang nam 2024.xlsx"),
    "with_copy_number": ("2025-Q4", "Báo cáo quý IV năm 2025 (1).xlsx"),
}

CASES = (
    *(Case(f"period_in_title_{name}", _titled(period, *lines)) for name, (period, *lines) in _TITLES.items()),
    *(
        Case(f"period_in_sheet_name_{name}", _plain(period, sheet=sheet))
        for name, (period, sheet) in _NAMES_OF_SHEETS.items()
    ),
    *(
        Case(f"period_in_file_name_{name}", _plain(period, file_name=file))
        for name, (period, file) in _NAMES_OF_FILES.items()
    ),
    Case("period_as_of_end_of_september", _titled("2025-9M", _AS_OF, verdicts=EITHER)),
    Case(
        "period_cumulative_to_a_quarter",
        _titled("2025-9M", "SỐ LIỆU LŨY KẾ ĐẾN HẾT QUÝ III/2025", verdicts=EITHER),
    ),
    Case(
        "period_without_marks_ha_nam",
        Sent(_HA_NAM.but(letterhead="HOI KHUYEN HOC TINH HA NAM", title="BAO CAO SO LIEU QUY I NAM 2024")),
    ),
    Case(
        "period_year_from_file_name",
        _titled("2024-Q2", "SỐ LIỆU QUÝ II", file_name="Son La 2024.xlsx", verdicts=EITHER),
    ),
    Case("period_chosen_and_the_same", _titled("2025-Q3", "SỐ LIỆU QUÝ III/2025", period="2025-Q3")),
    Case("period_chosen_where_none_is_named", _plain("2025-Q3", period="2025-Q3")),
    Case(
        "period_chosen_where_school_year_is_named",
        _titled("2025-Q1", "SỐ LIỆU NĂM HỌC 2024-2025", period="2025-Q1", verdicts=EITHER),
    ),
    Case(
        "period_chosen_against_the_title",
        _titled("2025-Q4", "SỐ LIỆU QUÝ III/2025", period="2025-Q4", verdicts=(NEEDS_REVIEW,)),
    ),
    Case(
        "period_chosen_to_settle_a_conflict",
        _titled(
            "2024-Q1", "SỐ LIỆU QUÝ I/2024", file_name="Quy 2-2024.xlsx", period="2024-Q1", verdicts=EITHER
        ),
    ),
    Case("no_period_anywhere_asked", _asked(_plain("2024-Q1"))),
    Case("no_period_new_units_asked", _asked(_plain("2025-Q3"))),
    Case("only_school_year_asked", _asked(_titled("2025-Q1", "SỐ LIỆU KHUYẾN HỌC NĂM HỌC 2024-2025"))),
    Case("only_a_month_asked", _asked(_titled("2025-Q3", "SỐ LIỆU KHUYẾN HỌC THÁNG 9 NĂM 2025"))),
    Case("only_second_half_asked", _asked(_titled("2024-Q4", "SỐ LIỆU KHUYẾN HỌC 6 THÁNG CUỐI NĂM 2024"))),
    Case(
        "title_against_file_name_asked",
        _asked(_titled("2024-Q1", "SỐ LIỆU QUÝ I/2024", file_name="Quy 2-2024.xlsx")),
    ),
    Case(
        "title_against_sheet_name_asked",
        _asked(_titled("2024-Q1", f"SỐ LIỆU {period_words('2024-Q1')}", sheet="Quý 2-2024")),
    ),
    Case("quarter_without_year_asked", _asked(_titled("2024-Q1", "SỐ LIỆU QUÝ I"))),
)
