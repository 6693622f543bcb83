"""Reports as offices lay them out: old words, broken lines in headings, the period in odd places."""

from tests.corpus.case import EITHER, REJECTED, Case, Made, Reading
from tests.corpus.offices import Rows, case, delimited, right, typed, workbook


def _old_words() -> bytes:
    """The words of the programme before 2022, names as bodies of the association, a total with a count."""
    rows: Rows = (
        ("HỘI KHUYẾN HỌC VIỆT NAM",),
        ("HỘI KHUYẾN HỌC TỈNH BẮC NINH",),
        ("TỔNG HỢP CÁC DANH HIỆU NĂM 2021",),
        ("TT", "Hội Khuyến học", "Gia đình hiếu học", None, "Dòng họ hiếu học", None),
        (None, None, "Đăng ký", "Đạt", "Đăng ký", "Đạt"),
        (1, "Hội KH TP Bắc Ninh", 41020, 36110, 310, 268),
        (2, "Hội KH TP Từ Sơn", 28100, 25044, 205, 180),
        (3, "Hội KH huyện Gia Bình", 19875, 17012, 190, 151),
        (None, "Tổng cộng: 3 đơn vị", 88995, 78166, 705, 599),
    )
    return workbook(("DANH HIEU", typed(rows, "C4:D4", "E4:F4", "A4:A5", "B4:B5")))


def _broken_lines() -> bytes:
    """Line breaks inside headings, the table far from the corner, the period in the sheet's name."""
    empty = (None, None, None)
    rows: Rows = (
        (None,),
        (None,),
        (*empty, "HỘI KHUYẾN HỌC TỈNH HÀ NAM"),
        (None,),
        (*empty, "Số\nTT", "Tên\nđơn vị", "Tổng số\nhội viên", "Hội viên\nmới\nkết nạp", "Tổng số\nchi\nhội"),
        (*empty, 1, "Phủ Lý", "48.125", 310, 212),
        (*empty, 2, "Duy Tiên", "39.870", 205, 164),
        (*empty, 3, "Lý Nhân", "52.064", 411, 187),
    )
    return workbook(("6T dau nam 2024", typed(rows)))


def _changes_and_rates() -> bytes:
    """Last year, this year, up or down, rate: only this year's count is kept."""
    rows: Rows = (
        ("HỘI KHUYẾN HỌC TỈNH VĨNH LONG - BÁO CÁO NĂM 2024",),
        ("STT", "Đơn vị", "Hội viên", None, None, None, "Dân số"),
        (None, None, "Năm 2023", "Năm 2024", "Tăng (+), giảm (-)", "Tỷ lệ HV/dân số (%)", None),
        (1, "TP. Vĩnh Long", 34_200, 34_950, 750, 23.3, 150_000),
        (2, "H. Long Hồ", 38_515, 38_200, -315, 23.88, 160_000),
        (3, "H. Trà Ôn", 30_100, 31_500, 1400, 22.5, 140_000),
    )
    return workbook(("Nam 2024", typed(rows, "A2:A3", "B2:B3", "C2:F2", "G2:G3")))


def _quarter_and_since_january() -> bytes:
    """The quarter's amount beside the amount since January."""
    rows: Rows = (
        ("Hội Khuyến học tỉnh Lào Cai",),
        ("Kết quả vận động quỹ quý III/2024 (ĐVT: triệu đồng)",),
        ("TT", "Đơn vị", "Thu quỹ", None, "Chi quỹ", None),
        (None, None, "Trong quý", "Luỹ kế từ đầu năm", "Trong quý", "Luỹ kế từ đầu năm"),
        (1, "Thành phố Lào Cai", 320.4, 910.0, 298, 790.5),
        (2, "Huyện Bảo Thắng", 115, 402.25, 99.5, 366),
        (3, "Huyện Văn Bàn", 88, 260, 70, 214),
    )
    return workbook(("Q3", typed(rows, "C3:D3", "E3:F3", "A3:A4", "B3:B4")))


def _unit_behind_number() -> bytes:
    """The measure behind each number, "không" for none, a dash for what was not done."""
    rows: Rows = (
        ("HKH TỈNH NINH THUẬN",),
        ("Hỗ trợ học sinh khó khăn - quý II năm 2025",),
        ("TT", "Đơn vị", "Số suất", "Số tiền"),
        (1, "Ninh Phước", "120 suất", "60.000.000 đ"),
        (2, "Thuận Bắc", "không", "không"),
        (3, "Bác Ái", "45 suất", "22.500.000đ"),
    )
    return workbook(("HS kho khan", typed(rows, "A2:D2")))


def _comma_export() -> bytes:
    """An export with commas, quotes around figures, English thousands, a total under it."""
    rows: Rows = (
        ("Don vi", "Tong so hoi vien", "Chi hoi", "Quy khuyen hoc thu trong ky (dong)"),
        ("Phuong Phu Xuan", "9,120", "38", "214,500,000"),
        ("Phuong Kim Long", "6,044", "27", "98,200,000"),
        ("Xa Quang Dien", "7,310", "33", "120,000,000"),
        ("Tong cong", "22,474", "98", "432,700,000"),
    )
    return delimited(rows, ",", "utf-8")


def _one_unit() -> Made:
    """A commune's own sheet: one column of figures, the commune in the title alone. It must be asked for."""
    rows: Rows = (
        ("HỘI KHUYẾN HỌC PHƯỜNG KIM LONG - THÀNH PHỐ HUẾ",),
        ("BÁO CÁO SỐ LIỆU QUÝ III/2025",),
        ("TT", "Nội dung", "ĐVT", "Số lượng"),
        (1, "Tổng số chi hội", "chi hội", 27),
        (2, "Tổng số hội viên", "người", 6044),
        (3, "Số gia đình được công nhận GĐHT", "hộ", 4402),
    )
    return Made(workbook(("BC", typed(rows))), Reading((REJECTED,), "46", "2025-Q3", asked=True))


CASES = (
    case(
        "words_of_the_former_programme",
        _old_words,
        "27",
        "2021",
        right(
            "families_registered families_recognised clans_registered clans_recognised",
            {
                "256": (41020, 36110, 310, 268),
                "261": (28100, 25044, 205, 180),
                "263": (19875, 17012, 190, 151),
            },
        ),
    ),
    case(
        "broken_lines_in_headings",
        _broken_lines,
        "35",
        "2024-H1",
        right(
            "members members_joined branches",
            {"347": (48125, 310, 212), "349": (39870, 205, 164), "353": (52064, 411, 187)},
        ),
    ),
    case(
        "last_year_beside_this_year",
        _changes_and_rates,
        "86",
        "2024",
        right(
            "members population",
            {"855": (34950, 150_000), "857": (38200, 160_000), "862": (31500, 140_000)},
        ),
        verdicts=EITHER,
    ),
    case(
        "quarter_beside_since_january",
        _quarter_and_since_january,
        "10",
        "2024-Q3",
        right(
            "fund_raised fund_spent",
            {
                "080": (320_400_000, 298_000_000),
                "086": (115_000_000, 99_500_000),
                "089": (88_000_000, 70_000_000),
            },
        ),
        verdicts=EITHER,
    ),
    case(
        "measure_behind_each_number",
        _unit_behind_number,
        "58",
        "2025-Q2",
        right(
            "hardship_grants hardship_grants_amount",
            {"587": (120, 60_000_000), "588": (0, 0), "584": (45, 22_500_000)},
        ),
    ),
    case(
        "export_without_marks",
        _comma_export,
        "46",
        "2025-Q4",
        right(
            "members branches fund_raised",
            {
                "19753": (9120, 38, 214_500_000),
                "19774": (6044, 27, 98_200_000),
                "19867": (7310, 33, 120_000_000),
            },
        ),
        file_name="TP Hue quy 4 nam 2025.csv",
    ),
    Case("office_one_commune_in_the_title_asked", _one_unit),
)
