"""Reports as offices lay them out: communes since July 2025, several sheets, notes and slips of the hand."""

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.case import EITHER
from tests.corpus.offices import Rows, case, delimited, right, typed, workbook


def _hue_groups() -> bytes:
    """A sheet for each group of indicators, names in another order on each, the period on the first alone."""
    organisation: Rows = (
        ("HỘI KHUYẾN HỌC THÀNH PHỐ HUẾ",),
        ("BÁO CÁO NHANH QUÝ III/2025",),
        ("TT", "Phường, xã", "Chi hội", "Hội viên"),
        (1, "Phú Xuân", 38, 9120),
        (2, "Kim Long", 27, 6044),
        (3, "Quảng Điền", 33, 7310),
    )
    models: Rows = (
        ("Biểu 2. Các mô hình",),
        ("TT", "Phường, xã", "GĐHT", None, "DHHT", None),
        (None, None, "ĐK", "CN", "ĐK", "CN"),
        (1, "Quảng Điền", 4100, 3580, 61, 55),
        (2, "Phú Xuân", 7200, 6431, 40, 33),
        (3, "Kim Long", 5020, 4402, 38, 31),
    )
    fund: Rows = (
        ("Biểu 3. Quỹ khuyến học, khuyến tài", None, None, "ĐVT: 1.000 đồng"),
        ("TT", "Phường, xã", "Thu", "Chi"),
        (1, "Phú Xuân", 214_500, 180_000),
        (2, "Kim Long", 98_200, 75_400),
        (3, "Quảng Điền", 120_000, 119_000),
    )
    return workbook(
        ("1 To chuc", typed(organisation)),
        ("2 Mo hinh", typed(models, "C2:D2", "E2:F2", "A2:A3", "B2:B3")),
        ("3 Quy", typed(fund)),
        ("Ghi chu", typed((("Số liệu do các phường, xã gửi về qua Zalo",),))),
    )


_HUE = right(
    "branches members families_registered families_recognised clans_registered clans_recognised "
    "fund_raised fund_spent",
    {
        "19753": (38, 9120, 7200, 6431, 40, 33, 214_500_000, 180_000_000),
        "19774": (27, 6044, 5020, 4402, 38, 31, 98_200_000, 75_400_000),
        "19867": (33, 7310, 4100, 3580, 61, 55, 120_000_000, 119_000_000),
    },
)


def _year_of_quarters() -> bytes:
    """A sheet for each quarter; the title gives the year alone."""

    def quarter(*members: int) -> Rows:
        names = ("TP Đồng Hới", "H. Bố Trạch", "H. Lệ Thủy")
        lines = [(n, name, count) for n, (name, count) in enumerate(zip(names, members, strict=True), 1)]
        head: Rows = (
            ("HỘI KHUYẾN HỌC TỈNH QUẢNG BÌNH",),
            ("THEO DÕI HỘI VIÊN NĂM 2024",),
            ("STT", "Đơn vị", "Số hội viên"),
        )
        return (*head, *lines, (None, "Cộng", sum(members)))

    return workbook(
        ("Quý 1", typed(quarter(41000, 52100, 50300))),
        ("Quý 2", typed(quarter(41210, 52400, 50410))),
        ("Quý 3", typed(quarter(41300, 52555, 50498))),
        ("Quý 4", typed(quarter(41777, 52810, 50702))),
    )


def _not_yet() -> bytes:
    """Two communes without an association, said in two ways across their cells."""
    rows: Rows = (
        ("HKH TỈNH LAI CHÂU", None, None, None, "Mẫu 01"),
        ("SỐ LIỆU HỘI VIÊN - 9 THÁNG NĂM 2025",),
        ("STT", "Xã/phường", "Số chi hội", "Số hội viên", "Ghi chú"),
        ("01", "P. Đoàn Kết", "24", "5.310", None),
        ("02", "P. Tân Phong", "19", "4.127", "mới kiện toàn"),
        ("03", "X. Bình Lư", "22", "3.980", None),
        ("04", "X. Pa Ủ", "chưa thành lập Hội", None, None),
        ("05", "X. Mù Cả", None, None, "Chưa thành lập"),
        (None, "TỔNG", "65", "13.417", None),
    )
    return workbook(("Mau 01", typed(rows, "A2:E2", "C7:D7")))


def _lettered(sheet: Worksheet) -> None:
    """Old names of groups, remarks under the table, totals in bold, an empty column between the groups."""
    typed(
        (
            (None,),
            (None, "UBMTTQ VIỆT NAM TỈNH ĐIỆN BIÊN"),
            (None, "HỘI KHUYẾN HỌC"),
            (None, "BÁO CÁO KẾT QUẢ HOẠT ĐỘNG KHUYẾN HỌC NĂM 2025"),
            (None, "(kèm theo Công văn số 12/HKH ngày 15/12/2025)"),
            (None, "STT", "Tên xã, phường", "Học bổng", None, None, "Khen thưởng", None),
            (None, None, None, "Số suất", "Thành tiền (đồng)", None, "Số lượt", "Thành tiền (đồng)"),
            (None, 1, "Phường Điện Biên Phủ", 310, "186.000.000", None, 1204, "241.500.000"),
            (None, 2, "Phường Mường Lay", 95, "52.000.000", None, 402, "78.300.000"),
            (None, 3, "Xã Mường Nhé", 120, "60.500.000", None, 377, "71.000.000"),
            (None, None, "Tổng cộng", 525, "298.500.000", None, 1983, "390.800.000"),
            (None, "Ghi chú: Số liệu trên không bao gồm học bổng của các trường chuyên nghiệp."),
            (None, None, None, None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"),
        ),
        "B6:B7",
        "C6:C7",
        "D6:E6",
        "G6:H6",
    )(sheet)
    sheet["C11"].font = Font(bold=True)


_DIEN_BIEN = right(
    "scholarships scholarships_amount rewards rewards_amount",
    {
        "03127": (310, 186_000_000, 1204, 241_500_000),
        "03151": (95, 52_000_000, 402, 78_300_000),
        "03160": (120, 60_500_000, 377, 71_000_000),
    },
)


def _utf16() -> bytes:
    """Excel's "Unicode Text": tabs, UTF-16."""
    rows: Rows = (
        ("HỘI KHUYẾN HỌC TỈNH NINH THUẬN",),
        ("Báo cáo quý I năm 2025",),
        ("TT", "Đơn vị", "Số hộ gia đình", "Số hộ đăng ký GĐHT", "Số hộ được công nhận GĐHT"),
        ("1", "Huyện Ninh Hải", "25.871", "21.034", "18.990"),
        ("2", "Huyện Thuận Nam", "16.204", "12.118", "9.876"),
        ("", "Cộng", "42.075", "33.152", "28.866"),
    )
    return delimited(rows, "\t", "utf-16")


def _with_codes() -> bytes:
    """Codes as numbers that lost their zeros, names in one column with the code before them, no order."""
    rows: Rows = (
        ("Hội Khuyến học thành phố Huế - Số liệu đến 31/12/2025",),
        ("Mã xã", "Tên xã", "Công dân học tập đăng ký", "Công dân học tập được công nhận", "Tỷ lệ (%)"),
        (19789, "Thuận Hóa", 21_400, 17_933, 83.8),
        (19815, "An Cựu", 18_250, 14_007, 76.75),
        (19777, "Vỹ Dạ", 15_902, 12_118, 76.2),
    )
    return workbook(("CDHT", typed(rows, "A1:E1")))


def _loose_notes() -> bytes:
    """Notes between title and table, blank rows among the units, a second small list of officers below."""
    rows: Rows = (
        ("TỈNH KON TUM", None, None, "Biểu mẫu số 3"),
        ("BAN THƯỜNG VỤ HỘI KHUYẾN HỌC",),
        ("Lưu ý: các đơn vị gửi báo cáo về trước ngày 20 tháng cuối quý",),
        ("TRUNG TÂM HỌC TẬP CỘNG ĐỒNG - Quý IV năm 2024",),
        (None,),
        ("Stt", "Huyện, TP", "Số TTHTCĐ", "Số lớp", "Lượt người học"),
        (1, "Tp Kon Tum", 21, 188, 9740),
        (None,),
        (2, "H.Đăk Hà", 11, 90, 4122),
        (3, "H.Sa Thầy", 11, 74, 3908),
        (None,),
        (None, "Cộng", 43, 352, 17770),
        (None,),
        ("Tổng hợp: Văn phòng Hội",),
    )
    return workbook(("TTHTCD", typed(rows)))


def _in_words() -> bytes:
    """Amounts with their unit in the cell, each as the office wrote it."""
    rows: Rows = (
        ("Hội Khuyến học tỉnh Bạc Liêu",),
        ("Vận động quỹ 6 tháng đầu năm 2025",),
        ("TT", "Huyện/TX/TP", "Số tiền vận động được", "Đã chi"),
        (1, "Thành phố Bạc Liêu", "1 tỷ 250 triệu đồng", "980 triệu đồng"),
        (2, "Thị xã Giá Rai", "845,5 triệu đồng", "612 triệu đồng"),
        (3, "Huyện Đông Hải", "1,02 tỷ đồng", "1 tỷ đồng"),
    )
    return workbook(("Quy", typed(rows)))


CASES = (
    case("sheet_for_each_group", _hue_groups, "46", "2025-Q3", _HUE),
    case(
        "year_of_quarters_third_chosen",
        _year_of_quarters,
        "44",
        "2024-Q3",
        right("members", {"450": (41300,), "455": (52555,), "457": (50498,)}),
        sent_period="2024-Q3",
    ),
    case(
        "associations_not_yet_founded",
        _not_yet,
        "12",
        "2025-9M",
        right("branches members", {"03388": (24, 5310), "03408": (19, 4127), "03390": (22, 3980)}),
        not_established=("03442", "03451"),
    ),
    case("empty_column_between_groups", lambda: workbook(("BC", _lettered)), "11", "2025", _DIEN_BIEN),
    case(
        "unicode_text_of_excel",
        _utf16,
        "58",
        "2025-Q1",
        right(
            "families_total families_registered families_recognised",
            {"586": (25871, 21034, 18990), "589": (16204, 12118, 9876)},
        ),
        file_name="Ninh Thuan.txt",
    ),
    case(
        "codes_without_order",
        _with_codes,
        "46",
        "2025",
        right(
            "citizens_registered citizens_recognised",
            {"19789": (21400, 17933), "19815": (18250, 14007), "19777": (15902, 12118)},
        ),
        verdicts=EITHER,
    ),
    case(
        "notes_and_blank_rows",
        _loose_notes,
        "62",
        "2024-Q4",
        right(
            "learning_centres learning_centre_classes learning_centre_learners",
            {"608": (21, 188, 9740), "615": (11, 90, 4122), "616": (11, 74, 3908)},
        ),
    ),
    case(
        "amounts_in_words",
        _in_words,
        "95",
        "2025-H1",
        right(
            "fund_raised fund_spent",
            {
                "954": (1_250_000_000, 980_000_000),
                "959": (845_500_000, 612_000_000),
                "960": (1_020_000_000, 1_000_000_000),
            },
        ),
    ),
)
