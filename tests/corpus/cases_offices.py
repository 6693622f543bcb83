"""Reports as offices lay them out: one sheet each, district tables until June 2025."""

from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.case import EITHER
from tests.corpus.offices import Rows, case, delimited, right, typed, workbook

_HA_NAM_HEAD: Rows = (
    ("TỈNH HỘI KHUYẾN HỌC HÀ NAM", None, None, None, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("VĂN PHÒNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"),
    (None,),
)
_HA_NAM = right(
    "branches boards members",
    {
        "347": (212, 341, 48125),
        "349": (164, 205, 39870),
        "350": (158, 233, 41002),
        "351": (121, 180, 36415),
        "352": (143, 197, 40380),
        "353": (187, 246, 52064),
    },
)


def _ha_nam() -> bytes:
    """Letterhead, units with their full names in capitals, a total above, text numbers with spaces."""
    rows: Rows = (
        *_HA_NAM_HEAD,
        ("THỐNG KÊ TỔ CHỨC HỘI VÀ HỘI VIÊN",),
        ("(Số liệu tính đến hết ngày 30/6/2024)",),
        (None,),
        ("Số TT", "HUYỆN, THỊ XÃ, THÀNH PHỐ", "SỐ CHI HỘI", "SỐ BAN KHUYẾN HỌC", "TỔNG SỐ HỘI VIÊN"),
        (None, "TOÀN TỈNH", 985, 1402, "257 856"),
        (1, "THÀNH PHỐ PHỦ LÝ", 212, 341, "48 125"),
        (2, "THỊ XÃ DUY TIÊN", 164, 205, "39 870"),
        (3, "THỊ XÃ KIM BẢNG", 158, 233, "41 002"),
        (4, "HUYỆN THANH LIÊM", 121, 180, "36 415"),
        (5, "HUYỆN BÌNH LỤC", 143, 197, "40 380"),
        (6, "HUYỆN LÝ NHÂN", 187, 246, "52 064"),
        (None,),
        (None, "Nơi nhận:", None, "Phủ Lý, ngày 05 tháng 7 năm 2024"),
        (None, "- Như trên;", None, "TM. BAN THƯỜNG VỤ"),
        (None, "- Lưu VP.", None, "PHÓ CHỦ TỊCH"),
    )
    return workbook(("Sheet1", typed(rows, "A1:C1", "E1:G1", "A4:E4", "A5:E5")))


def _two_halves() -> bytes:
    """One list cut in two to fit a page: the same headings at the left and at the right."""
    head = ("STT", "Đơn vị", "Chi hội", "Ban khuyến học", "Hội viên")
    rows: Rows = (
        ("HỘI KHUYẾN HỌC TỈNH HÀ NAM",),
        ("BIỂU TỔ CHỨC HỘI 6 THÁNG ĐẦU NĂM 2024",),
        (None,),
        (*head, None, *head),
        (1, "TP Phủ Lý", 212, 341, 48125, None, 4, "Thanh Liêm", 121, 180, 36415),
        (2, "TX Duy Tiên", 164, 205, 39870, None, 5, "Bình Lục", 143, 197, 40380),
        (3, "TX Kim Bảng", 158, 233, 41002, None, 6, "Lý Nhân", 187, 246, 52064),
    )
    return workbook(("BIEU", typed(rows, "A1:K1", "A2:K2")))


def _beside() -> bytes:
    """Members at the left, the fund at the right, each table with names and a total of its own."""
    rows: Rows = (
        ("HKH TỈNH HÀ NAM - QUÝ 4/2023",),
        (None,),
        ("I. HỘI VIÊN", None, None, None, "II. QUỸ KHUYẾN HỌC (triệu đồng)"),
        ("TT", "Huyện, TP", "Hội viên", None, "TT", "Huyện, TP", "Thu trong quý", "Chi trong quý"),
        (1, "Phủ Lý", 48125, None, 1, "Phủ Lý", 812.5, 640),
        (2, "Duy Tiên", 39870, None, 2, "Kim Bảng", 455, 310.25),
        (3, "Kim Bảng", 41002, None, 3, "Duy Tiên", 390, 388),
        ("Cộng", None, 128997, None, "Cộng", None, 1657.5, 1338.25),
    )
    return workbook(("HV+Quy", typed(rows)))


_BESIDE = {
    "347": {"members": 48125, "fund_raised": 812_500_000, "fund_spent": 640_000_000},
    "349": {"members": 39870, "fund_raised": 390_000_000, "fund_spent": 388_000_000},
    "350": {"members": 41002, "fund_raised": 455_000_000, "fund_spent": 310_250_000},
}


def _names_again() -> bytes:
    """A wide table whose second printed page repeats order and names."""
    rows: Rows = (
        ("Hội Khuyến học tỉnh Bạc Liêu",),
        ("Báo cáo số liệu năm 2023",),
        (
            "STT",
            "Địa phương",
            "Chi hội",
            "Hội viên",
            "STT",
            "Địa phương",
            "Học bổng (suất)",
            "Học bổng (đồng)",
        ),
        (1, "TP Bạc Liêu", 98, 31240, 1, "TP Bạc Liêu", 412, 321_000_000),
        (2, "Hồng Dân", 77, 20115, 2, "Hồng Dân", 205, 118_500_000),
        (3, "Phước Long", 81, 24480, 3, "Phước Long", 260, 141_200_000),
    )
    return workbook(("Bieu ngang", typed(rows)))


def _narrative() -> bytes:
    """Ratios as sentences write them, with the share in brackets."""
    rows: Rows = (
        ("HỘI KHUYẾN HỌC TỈNH NINH THUẬN",),
        ("Kết quả xây dựng các mô hình học tập năm 2023",),
        (None,),
        ("TT", "Tên huyện, thành phố", "Gia đình học tập", "Dòng họ học tập", "Cộng đồng học tập"),
        (
            None,
            None,
            "(được công nhận/tổng số, tỷ lệ %)",
        )
        * 1,
        (1, "Phan Rang - Tháp Chàm", "30.412/41.250 (73,73%)", "65/88 (73,86%)", "131/143 (91,61%)"),
        (2, "Bác Ái", "3.046/3.725 (81,77%)", "12/20 (60%)", "30/38 (78,95 %)"),
        (3, "Ninh Sơn", "14.020 / 18.300 (76,61%)", "21/30 (70,0%)", "49/60 (81,67%)"),
    )
    return workbook(("Mo hinh", typed(rows, "C5:E5")))


_NARRATIVE = right(
    "families_recognised families_total clans_recognised clans_total "
    "communities_recognised communities_total",
    {
        "582": (30412, 41250, 65, 88, 131, 143),
        "584": (3046, 3725, 12, 20, 30, 38),
        "585": (14020, 18300, 21, 30, 49, 60),
    },
)


def _hidden_parts(sheet: Worksheet) -> None:
    typed(
        (
            ("HỘI KHUYẾN HỌC TỈNH LÀO CAI",),
            ("TỔNG HỢP QUỸ KHUYẾN HỌC QUÝ II NĂM 2024",),
            ("Đơn vị tính: Nghìn đồng",),
            ("STT", "Đơn vị", "Dư đầu kỳ", "Thu trong kỳ", "Chi trong kỳ", "Dư cuối kỳ"),
            (1, "Lào Cai", 1_250_000, 320_400, 298_000, 1_272_400),
            (2, "Bát Xát", 410_500, 96_000, 71_250, 435_250),
            (3, "Bắc Hà", 388_000, 80_000, 64_000, 404_000),
            (4, "Sa Pa", 702_300, 155_000, 190_000, 667_300),
            (None, "Tổng", 2_750_800, 651_400, 623_250, 2_778_950),
        )
    )(sheet)
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["C"].hidden = True


_LAO_CAI = right(
    "fund_opening fund_raised fund_spent fund_closing",
    {
        "080": (1_250_000_000, 320_400_000, 298_000_000, 1_272_400_000),
        "082": (410_500_000, 96_000_000, 71_250_000, 435_250_000),
        "085": (388_000_000, 80_000_000, 64_000_000, 404_000_000),
        "088": (702_300_000, 155_000_000, 190_000_000, 667_300_000),
    },
)


def _semicolons() -> bytes:
    """An export: no title, the period in the file's name, decimal commas, empty last column."""
    rows: Rows = (
        ("Tỉnh Kon Tum", "", "", "", ""),
        ("Tên đơn vị", "Hội viên", "Tỷ lệ HV/dân số (%)", "Dân số", ""),
        ("Thành phố Kon Tum", "41.250", "23,17", "178.034", ""),
        ("Huyện Đăk Glei", "9.804", "18,96", "51.709", ""),
        ("Huyện Đắk Tô", "11.377", "22,41", "50.768", ""),
        ("Huyện Tu Mơ Rông", "5.120", "17,02", "30.082", ""),
        ("Huyện Ia H'Drai", "1.934", "15,98", "12.103", ""),
    )
    return delimited(rows, ";", "utf-8-sig")


_KON_TUM = right(
    "members population",
    {
        "608": (41250, 178034),
        "610": (9804, 51709),
        "612": (11377, 50768),
        "617": (5120, 30082),
        "618": (1934, 12103),
    },
)


def _on_its_side() -> bytes:
    """Districts across, indicators down in lettered groups, a unit of measure for each line."""
    rows: Rows = (
        ("HỘI KHUYẾN HỌC TỈNH VĨNH LONG",),
        ("BÁO CÁO THỐNG KÊ NĂM 2022",),
        ("STT", "Nội dung", "ĐVT", "TP Vĩnh Long", "Long Hồ", "Mang Thít", "Toàn tỉnh"),
        ("A", "TỔ CHỨC HỘI"),
        (1, "Tổng số chi hội", "chi hội", 131, 145, 102, 378),
        (2, "Tổng số hội viên", "người", 34_200, 38_515, 22_046, 94_761),
        ("B", "QUỸ KHUYẾN HỌC"),
        (1, "Vận động trong năm", "triệu đồng", 4120, 2875.5, 1960, 8955.5),
        (2, "Đã chi", "triệu đồng", 3900, 2410, 1875.25, 8185.25),
    )
    return workbook(("Phu luc 1", typed(rows, "A1:G1", "A2:G2")))


_VINH_LONG = right(
    "branches members fund_raised fund_spent",
    {
        "855": (131, 34200, 4_120_000_000, 3_900_000_000),
        "857": (145, 38515, 2_875_500_000, 2_410_000_000),
        "858": (102, 22046, 1_960_000_000, 1_875_250_000),
    },
)


def _three_levels() -> bytes:
    """Three header rows with letters below, roman groups with sums of their own, dashes and crosses."""
    rows: Rows = (
        (None, "HỘI KHUYẾN HỌC TỈNH QUẢNG BÌNH"),
        (None, "Biểu số 02/KH: KẾT QUẢ THỰC HIỆN CÁC MÔ HÌNH HỌC TẬP"),
        (None, "9 tháng đầu năm 2024"),
        (None, "TT", "Đơn vị", "Các mô hình học tập"),
        (None, None, None, "Gia đình học tập", None, None, "Đơn vị học tập", None, None),
        (None, None, None, "Tổng số hộ", "Đăng ký", "Công nhận", "Tổng số", "Đăng ký", "Công nhận"),
        (None, "A", "B", 1, 2, 3, 4, 5, 6),
        (None, "I", "Vùng đồng bằng", 61_400, 50_100, 44_700, 175, 160, 149),
        (None, 1, "Đồng Hới", 33_900, 28_000, 25_200, 112, 104, 97),
        (None, 2, "Lệ Thuỷ", 27_500, 22_100, 19_500, 63, 56, 52),
        (None, "II", "Vùng núi", 25_310, 17_000, 13_020, 48, 40, "x"),
        (None, 3, "Minh Hoá", 11_200, 7_000, 5_020, 25, 20, "-"),
        (None, 4, "Tuyên Hoá", 14_110, 10_000, 8_000, 23, 20, 18),
    )
    return workbook(
        ("02-KH", typed(rows, "B4:B6", "C4:C6", "D4:I4", "D5:F5", "G5:I5", "B2:I2", "B3:I3")),
    )


_QUANG_BINH = right(
    "families_total families_registered families_recognised units_total units_registered units_recognised",
    {
        "450": (33900, 28000, 25200, 112, 104, 97),
        "457": (27500, 22100, 19500, 63, 56, 52),
        "452": (11200, 7000, 5020, 25, 20, 0),
        "453": (14110, 10000, 8000, 23, 20, 18),
    },
)

CASES = (
    case("capitals_and_total_above", _ha_nam, "35", "2024-H1", _HA_NAM),
    case("two_halves_of_a_list", _two_halves, "35", "2024-H1", _HA_NAM),
    case("members_beside_fund", _beside, "35", "2023-Q4", _BESIDE),
    case(
        "names_repeated_for_the_second_page",
        _names_again,
        "95",
        "2023",
        right(
            "branches members scholarships scholarships_amount",
            {
                "954": (98, 31240, 412, 321_000_000),
                "956": (77, 20115, 205, 118_500_000),
                "957": (81, 24480, 260, 141_200_000),
            },
        ),
    ),
    case("ratios_as_in_sentences", _narrative, "58", "2023", _NARRATIVE, verdicts=EITHER),
    case(
        "hidden_row_and_column",
        lambda: workbook(("Quy", _hidden_parts)),
        "10",
        "2024-Q2",
        _LAO_CAI,
        findings=(("note", "Quy!B7"), ("note", "Quy!C5")),
    ),
    case("export_with_semicolons", _semicolons, "62", "2024", _KON_TUM, file_name="Kon Tum nam 2024.csv"),
    case("districts_across", _on_its_side, "86", "2022", _VINH_LONG),
    case("three_header_rows_and_zones", _three_levels, "44", "2024-9M", _QUANG_BINH),
)
