"""Small sheets with data about people, and sheets that only look like it; nobody has these names."""

from collections.abc import Sequence
from datetime import date, datetime, time
from unicodedata import normalize

from khuyenhoc.intake.cells import CellValue, MergedRange, Sheet, Workbook

Rows = Sequence[Sequence[CellValue]]

NAMES = ("Nguyễn Văn Thử", "Trần Thị Mẫu", "Lê Văn Giả", "Phạm Thị Thử", "Hoàng Văn Mẫu", "Vũ Thị Giả")
NAMES_IN_CAPITALS = tuple(name.upper() for name in NAMES)
NAMES_WITHOUT_MARKS = (
    *("Nguyen Van Thu", "Tran Thi Mau", "Le Van Gia", "Pham Thi Thu", "Hoang Van Mau", "Vu Thi Gia"),
)
UNITS = ("Xã Vạn Thọ", "Xã Vạn Long", "Xã Vạn Bình", "Phường Ninh Hiệp", "Phường Cam Nghĩa", "Xã Suối Tân")
IDENTITY = tuple(f"00100000000{number}" for number in range(6))
IDENTITY_AS_NUMBERS = tuple(1_000_000_000 + 137 * number for number in range(6))
IDENTITY_OF_SOUTH_AS_NUMBERS = tuple(79_000_000_000 + 137 * number for number in range(6))
PHONES = tuple(f"090000000{number}" for number in range(6))
PHONES_AS_NUMBERS = tuple(900_000_001 + number for number in range(6))
BIRTHDAYS = tuple(
    date(year, month, 1)
    for year, month in ((2010, 5), (2006, 1), (2012, 9), (2001, 2), (2009, 11), (2003, 7))
)
COUNTS = (120, 45, 18, 97, 60, 33)
HEAD: Rows = (("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA",), ("BIỂU TỔNG HỢP QUÝ III/2025",), ())


def sheet(rows: Rows, name: str = "Bieu 01", **parts: object) -> Sheet:
    """A sheet from rows of any length; `""` is an empty cell, merged blocks as (r1, c1, r2, c2)."""
    width = max((len(row) for row in rows), default=0)
    full = [(*row, *[None] * (width - len(row))) for row in rows]
    merged = tuple(MergedRange(*area) for area in parts.pop("merged", ()))
    cells = tuple(tuple(None if cell == "" else cell for cell in row) for row in full)
    return Sheet(name, cells, merged=merged, **parts)


def book(*sheets: Sheet) -> Workbook:
    return Workbook("bao cao.xlsx", "xlsx", sheets)


def column(heading: str, values: Sequence[CellValue], *, beside: Sequence[CellValue] = COUNTS) -> Sheet:
    """A report of six units with one more column, D, whose heading stands in row 4."""
    header = ("STT", "Đơn vị", "Tổng số hội viên", heading)
    rows = [
        (number, unit, count, value)
        for number, (unit, count, value) in enumerate(zip(UNITS, beside, values, strict=False), 1)
    ]
    return sheet([*HEAD, header, *rows])


def names_over_units(values: Sequence[CellValue], heading: str = "Đơn vị") -> Sheet:
    """A report whose unit column B holds other names."""
    rows = [(number, value, 10 * number) for number, value in enumerate(values, 1)]
    return sheet([*HEAD, ("STT", heading, "Tổng số hội viên"), *rows])


def _signed(*lines: Sequence[CellValue]) -> Sheet:
    """A report with lines below it."""
    rows = [(number, unit, count) for number, (unit, count) in enumerate(zip(UNITS, COUNTS, strict=True), 1)]
    return sheet([*HEAD, ("STT", "Đơn vị", "Tổng số hội viên"), *rows, (), *lines])


_LIST = [(number, name, f"9A{number}") for number, name in enumerate(NAMES, 1)]
_LONG_TABLE = [(number, f"Xã số {number}", number * 3) for number in range(1, 120)]
_PEOPLE_BELOW = [(number, name, "Ủy viên") for number, name in enumerate(NAMES, 1)]

# Name -> sheet and the cell of its finding.
POSITIVE: dict[str, tuple[Sheet, str]] = {
    "names": (column("Họ và tên", NAMES), "D4"),
    "names_short_heading": (column("Họ tên", NAMES), "D4"),
    "names_in_capitals": (column("HỌ VÀ TÊN CHỦ TỊCH HỘI", NAMES_IN_CAPITALS), "D4"),
    "names_without_marks": (column("Ho va ten", NAMES_WITHOUT_MARKS), "D4"),
    "names_in_small_letters": (column("Họ tên học sinh", [name.lower() for name in NAMES]), "D4"),
    "names_broken_heading": (column("Họ và\ntên", NAMES), "D4"),
    "names_numbered_heading": (column("3. Họ, tên người nhận học bổng", NAMES), "D4"),
    "given_names": (column("Tên học sinh", ("Thử", "Mẫu", "Giả", "An", "Bình", "Chi")), "D4"),
    "split_names": (
        column("Họ và tên đệm", ("Nguyễn Văn", "Trần Thị", "Lê Văn", "Phạm", "Đỗ Thị", "Vũ")),
        "D4",
    ),
    "names_wrong_marks_in_heading": (column("Họ và ten", NAMES), "D4"),
    "highland_names": (
        column("Họ và tên", ("K'Thử", "H'Mẫu Niê", "Y Giả", "Ksor Thử", "A Mẫu", "Y Thử")),
        "D4",
    ),
    "names_by_value": (column("Người phụ trách", NAMES), "D4"),
    "names_by_value_in_capitals": (column("Cán bộ tổng hợp", NAMES_IN_CAPITALS), "D4"),
    "names_by_value_without_marks": (column("Phu trach", NAMES_WITHOUT_MARKS), "D4"),
    "names_with_titles": (column("Gia đình tiêu biểu", [f"Ông {name}" for name in NAMES]), "D4"),
    "names_with_offices": (column("Ghi chú", [f"{name} (Chi hội trưởng)" for name in NAMES]), "D4"),
    "names_numbered": (column("Danh sách", [f"{n}. {name}" for n, name in enumerate(NAMES, 1)]), "D4"),
    "names_half_of_a_column": (column("Liên hệ", [*NAMES[:3], "Văn phòng", "Bộ phận một cửa", "-"]), "D4"),
    "donors_people_and_firms": (column("Đơn vị, cá nhân ủng hộ", [*NAMES[:4], "Công ty Thử", "-"]), "D4"),
    "names_without_any_heading": (sheet([(number, name, 9) for number, name in enumerate(NAMES, 1)]), "B1"),
    "names_below_a_title": (sheet([("DANH SÁCH",), (), *[("", name) for name in NAMES]]), "B3"),
    "two_names_under_heading": (column("Họ và tên", NAMES[:2]), "D4"),
    "one_name_and_birthday": (sheet([("Họ và tên", "Ngày sinh"), (NAMES[0], "01/01/2010")]), "A1"),
    "identity_as_text": (column("Số CCCD", IDENTITY), "D4"),
    "identity_all_zeros": (column("CCCD/CMND", ["000000000000"] * 6), "D4"),
    "identity_old_cards": (column("Số CMND", [f"00000000{number}" for number in range(6)]), "D4"),
    "identity_old_cards_as_numbers": (column("CMND", [225_000_001 + number for number in range(6)]), "D4"),
    "identity_lost_zeros": (column("Số định danh cá nhân", IDENTITY_AS_NUMBERS), "D4"),
    "identity_heading_without_marks": (column("So dinh danh", IDENTITY), "D4"),
    "identity_by_value": (column("Mã số", IDENTITY), "D4"),
    "identity_by_value_lost_zeros": (column("Mã số", IDENTITY_AS_NUMBERS), "D4"),
    "identity_of_south_lost_zeros": (column("Ghi chú", IDENTITY_OF_SOUTH_AS_NUMBERS), "D4"),
    "identity_as_floats": (column("Mã", [float(number) for number in IDENTITY_AS_NUMBERS]), "D4"),
    "identity_with_spaces": (column("Giấy tờ", [f"001 000 000 00{number}" for number in range(6)]), "D4"),
    "identity_with_gaps": (column("Giấy tờ", [*IDENTITY[:4], "chưa có", ""]), "D4"),
    "passports_by_heading": (column("Số hộ chiếu", [f"C{number:07}" for number in range(6)]), "D4"),
    "pupil_codes": (column("Mã học sinh", [f"560000000{number}" for number in range(6)]), "D4"),
    "candidate_numbers": (column("Số báo danh", [56_001 + number for number in range(6)]), "D4"),
    "phones": (column("Số điện thoại", PHONES), "D4"),
    "phones_all_alike": (column("SĐT", ["0000000000"] * 6), "D4"),
    "phones_as_numbers": (column("ĐT", PHONES_AS_NUMBERS), "D4"),
    "phones_of_chairs": (column("Điện thoại Chủ tịch Hội", PHONES), "D4"),
    "phones_by_value": (column("Liên lạc", PHONES), "D4"),
    "phones_by_value_as_numbers": (column("Liên lạc", PHONES_AS_NUMBERS), "D4"),
    "phones_international": (column("Zalo", [f"+84 90 000 00 0{number}" for number in range(6)]), "D4"),
    "phones_with_dots": (column("Liên hệ", [f"0900.000.00{number}" for number in range(6)]), "D4"),
    "two_phones_in_a_cell": (column("Liên hệ", [f"{phone} / {phone[::-1]}" for phone in PHONES]), "D4"),
    "phones_of_house": (column("Điện thoại nhà riêng", [f"0258000000{number}" for number in range(6)]), "D4"),
    "email_by_value": (column("Liên hệ", [f"thu{number}@example.vn" for number in range(6)]), "D4"),
    "email_by_heading": (column("E-mail", ["thu@example.vn"] * 6), "D4"),
    "birthdays": (column("Ngày sinh", BIRTHDAYS), "D4"),
    "birthdays_all_alike": (column("Ngày sinh", ["01/01/1900"] * 6), "D4"),
    "birthdays_as_serials": (column("Ngày, tháng, năm sinh", [40_000 + 11 * n for n in range(6)]), "D4"),
    "birthdays_as_text": (column("NTNS", [day.strftime("%d/%m/%Y") for day in BIRTHDAYS]), "D4"),
    "birthdays_by_value": (column("Ngày", [datetime.combine(day, time()) for day in BIRTHDAYS]), "D4"),
    "birthdays_by_value_as_text": (column("Ghi chú", [day.strftime("%d-%m-%Y") for day in BIRTHDAYS]), "D4"),
    "birth_years": (column("Năm sinh", [day.year for day in BIRTHDAYS]), "D4"),
    "birth_years_without_marks": (column("Nam sinh", [day.year for day in BIRTHDAYS]), "D4"),
    "birth_years_as_text": (column("Sinh năm", [f"{day.month}/{day.year}" for day in BIRTHDAYS]), "D4"),
    "addresses": (column("Địa chỉ", [f"Số {number} đường Thử, xã Mẫu" for number in range(6)]), "D4"),
    "home_addresses": (column("Nơi thường trú", [f"Tổ {number}, thôn Thử" for number in range(6)]), "D4"),
    "parents": (column("Phụ huynh", NAMES), "D4"),
    "mothers": (column("Họ tên mẹ", NAMES), "D4"),
    "fathers": (column("Bố", NAMES), "D4"),
    "heads_of_household": (column("Chủ hộ", NAMES), "D4"),
    "accounts": (column("Số tài khoản", [f"00000000{number}0" for number in range(6)]), "D4"),
    "accounts_with_bank": (column("Số TK ngân hàng", [10_000_000_001 + n for n in range(6)]), "D4"),
    "ethnicity": (column("Dân tộc", ("Kinh", "Raglai", "Kinh", "Kinh", "Ê Đê", "Kinh")), "D4"),
    "religion": (
        column("Tôn giáo", ("Phật giáo", "Phật giáo", "Công giáo", "Không", "Không", "Công giáo")),
        "D4",
    ),
    "disability": (
        column("Dạng khuyết tật", ("Vận động", "Nghe nói", "Vận động", "Nhìn", "Nhìn", "Nhìn")),
        "D4",
    ),
    "photos": (column("Ảnh", [f"anh_{number}.jpg" for number in range(6)]), "D4"),
    "list_below_a_long_table": (
        sheet([("STT", "Đơn vị", "Số"), *_LONG_TABLE, (), ("TT", "Họ và tên", "Chức vụ"), *_PEOPLE_BELOW]),
        "B122",
    ),
    "list_after_empty_rows": (sheet([("TT", "Họ và tên"), (), (), *[("", name) for name in NAMES]]), "B1"),
    "heading_merged_over_rows": (
        sheet(
            [("TT", "Người phụ trách", "Lớp"), (), *_LIST], merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3)]
        ),
        "B1",
    ),
    "column_numbers_below_heading": (sheet([("TT", "Họ tên", "Lớp"), (1, 2, 3), *_LIST]), "B1"),
    "lower_heading": (
        sheet([("TT", "Học sinh", ""), ("", "Họ tên", "Lớp"), *_LIST], merged=[(1, 2, 1, 3)]),
        "B2",
    ),
    "names_with_classes": (column("Họ tên - Lớp", [f"{name} - 9A" for name in NAMES]), "D4"),
    "names_with_comrade": (column("Thành viên", [f"Đ/c {name}" for name in NAMES]), "D4"),
    "names_with_dashes": (column("Thành viên", [f"- {name}" for name in NAMES]), "D4"),
    "names_with_numbers_behind": (column("Danh hiệu cá nhân", [f"{name} 1" for name in NAMES]), "D4"),
    "names_in_decomposed_letters": (column("Đại biểu", [normalize("NFD", name) for name in NAMES]), "D4"),
    "names_under_column_of_days": (sheet([("TT", "Học sinh", *range(1, 32)), *_LIST]), "B1"),
    "scholars": (column("Họ tên học sinh được cấp học bổng", NAMES), "D4"),
    "identity_and_parents": (column("Thông tin CCCD của phụ huynh", IDENTITY), "D4"),
    "phones_behind_names": (column("Liên hệ", [f"Thử {phone}" for phone in PHONES]), "D4"),
    "phones_behind_a_word": (column("Liên hệ", [f"ĐT: {phone}" for phone in PHONES]), "D4"),
    "phones_if_any": (column("Số ĐT (nếu có)", [*PHONES[:3], "", "không có", "-"]), "D4"),
    "both_parents": (column("Họ và tên bố (mẹ)", NAMES), "D4"),
    "insurance_numbers": (column("Mã số BHXH", [f"560000000{number}" for number in range(6)]), "D4"),
    "hidden_sheet": (sheet([("TT", "Họ và tên", "Lớp"), *_LIST], "An", is_hidden=True), "B1"),
}
_MONEY = (1_253_456_789, 2_100_345_678, 1_310_222_333, 987_654_321, 1_205_999_111, 3_112_345_670)
_HUNDREDS = (350_456_789, 512_345_678, 310_222_333, 987_654_321, 705_999_111, 812_345_670)
_CLANS = ("Nguyễn Văn", "Trần Đình", "Lê Bá", "Phạm Xuân", "Hoàng Hữu", "Vũ Duy")
_NAMED_UNITS = (
    "Nguyễn Huệ",
    "Trần Hưng Đạo",
    "Nguyễn Văn Linh",
    "Lê Hồng Phong",
    "Phan Bội Châu",
    "Nguyễn Trãi",
)
_SCHOOLS = ("Nguyễn Đình Thử", "Lê Quý Mẫu", "Trần Văn Giả", "Chu Văn Thử", "Lương Thế Giả", "Phan Thúc Mẫu")
_DAYS = ("30/9/2025", "1/10/2025", "2/10/2025", "30/9/2025", "29/9/2025", "1/10/2025")
_FOUNDED = ("12/03/1999", "02/09/2005", "20/11/2001", "15/05/2012", "01/06/2009", "19/05/2018")

NEGATIVE: dict[str, Sheet] = {
    "plain_report": column("Dân số", (12_000, 8_500, 9_100, 15_320, 4_870, 7_700)),
    "poor_households": column("Số hộ nghèo", COUNTS),
    "ethnic_minority_count": column("Dân tộc thiểu số", COUNTS),
    "ethnicity_count": column("Dân tộc", COUNTS),
    "ethnicity_count_of_pupils": column("Học sinh dân tộc", COUNTS),
    "religion_count": column("Tôn giáo", COUNTS),
    "disabled_pupils": column("Số học sinh khuyết tật", COUNTS),
    "disability_count": column("Khuyết tật", COUNTS),
    "disability_marks": column("Khuyết tật", ("-", "x", "không", 3, "-", "chưa có")),
    "disability_counts_as_text": column("Khuyết tật", [str(count) for count in COUNTS]),
    "parents_count": column("Phụ huynh", COUNTS),
    "boys": column("Nam sinh", COUNTS),
    "births": column("Số trẻ sinh năm 2024", COUNTS),
    "people_with_cards": column("Số người đã cấp CCCD", COUNTS),
    "smartphones_given": column("Điện thoại thông minh tặng học sinh", COUNTS),
    "value_of_phones": column(
        "Trị giá điện thoại (đồng)", (12_000_000, 35_500_000, 9_450_000, 0, 8_250_000, 99)
    ),
    "accounts_count": column("Số tài khoản đã mở", COUNTS),
    "account_balance": column("Số dư tài khoản", _MONEY),
    "empty_name_column": column("Họ và tên", [""] * 6),
    "empty_name_column_dashes": column("Họ và tên", ["-"] * 6),
    "empty_list": sheet([("TT", "Họ và tên", "Ngày sinh", "Số điện thoại"), (), ("", "Ghi chú: điền vào")]),
    "numbers_under_names": column("Tên học sinh", COUNTS),
    "office_phones": column("Điện thoại cơ quan", [f"0258 3 000 00{number}" for number in range(6)]),
    "office_phones_as_numbers": column("Điện thoại văn phòng", [2_583_000_001 + n for n in range(6)]),
    "office_addresses": column("Địa chỉ trụ sở", [f"Số {number} đường Thử" for number in range(6)]),
    "addresses_are_units": column("Địa chỉ", UNITS),
    "fund_exact": column("Quỹ khuyến học (đồng)", _MONEY),
    "fund_hundreds_of_millions": column("Vận động trong kỳ", _HUNDREDS),
    "fund_in_text": column("Tổng thu", [f"{amount:,}".replace(",", ".") for amount in _HUNDREDS]),
    "fund_in_text_with_spaces": column(
        "Chi trong kỳ", [f"{amount:,}".replace(",", " ") for amount in _HUNDREDS]
    ),
    "fund_in_plain_text": column("Dư cuối kỳ", [str(amount) for amount in _HUNDREDS]),
    "round_amounts_unknown_heading": column(
        "Kết quả", (350_000_000, 512_000_000, 310_500_000, 9e8, 7e8, 8.5e8)
    ),
    "round_billions_unknown_heading": column(
        "Kết quả", (1_250_000_000, 2_100_000_000, 13e8, 1e9, 12e8, 31e8)
    ),
    "amounts_of_many_sizes": column(
        "Kết quả", (1_253_456_789, 87_654_321, 15_222_333, 9_654_321, 805_999_111, 1)
    ),
    "percentages": column("Tỷ lệ (%)", (25.65, 30.1, 12.0, 99.9, 4.5, 7.25)),
    "unit_codes": column("Mã đơn vị", ("22366", "22408", "22411", "22414", "22420", "22432")),
    "tax_codes": column(
        "Mã số thuế", ("4200123456", "4200123457", "4201123458", "4200123459", "4202123450", "")
    ),
    "document_numbers": column("Số văn bản", [f"{number}/QĐ-HKH" for number in range(15, 21)]),
    "day_codes": column("Mã biên nhận", [2_024_093_001 + number for number in range(6)]),
    "landlines": column("Fax", [f"0258382200{number}" for number in range(6)]),
    "days_of_report": column("Ngày nộp báo cáo", _DAYS),
    "founding_days": column("Ngày thành lập Hội", _FOUNDED),
    "decision_days": column("Ngày quyết định công nhận", _FOUNDED),
    "meeting_days": column("Ngày sinh hoạt chi hội", _FOUNDED),
    "series_of_days": sheet([("Ngày", "Số"), *[(date(2018 + year, 12, 31), 10 + year) for year in range(7)]]),
    "years": column("Năm thành lập", (1999, 2005, 2001, 2012, 2009, 2018)),
    "communes_named_after_people": names_over_units([f"Xã {name}" for name in _NAMED_UNITS]),
    "wards_named_after_people": names_over_units([f"P. {name}" for name in _NAMED_UNITS]),
    "bare_communes_named_after_people": names_over_units(_NAMED_UNITS),
    "bare_communes_odd_heading": names_over_units(_NAMED_UNITS, "Nơi nhận"),
    "bare_communes_without_marks": names_over_units(
        ("NGUYEN HUE", "TRAN HUNG DAO", "NGUYEN VAN LINH", "LE HONG PHONG", "PHAN BOI CHAU", "NGUYEN TRAI")
    ),
    "clans": column("Dòng họ", [f"Họ {name.split()[0]}" for name in NAMES]),
    "clans_with_middle_names": column("Tên dòng họ", _CLANS),
    "clans_of_three_words": column("Dòng họ tiêu biểu", NAMES),
    "clans_odd_heading": column("Tên", _CLANS),
    "schools": column("Trường", _SCHOOLS),
    "schools_with_type": column("Tên", [f"THCS {name}" for name in _SCHOOLS]),
    "villages": column("Tên", ("Lê Lợi", "Trần Xá", "Mai Lâm", "Hà Trung", "Cao Sơn", "Dương Xá")),
    "streets": column("Tên đường", _SCHOOLS),
    "funds_named_after_people": column("Tên quỹ", _SCHOOLS),
    "photos_of_events": column("Hình ảnh hoạt động", [f"hoat_dong_{number}.jpg" for number in range(6)]),
    "few_emails": sheet(
        [*HEAD, ("E-mail: hkh@example.vn", "", "Điện thoại: 0258 3 000 000"), *_LIST[:0], (1, 2, 3)]
    ),
    "phone_in_title": sheet(
        [
            ("Số điện thoại cơ quan:", "0258 3 000 000", "", "Điện thoại:", "0900000000"),
            *HEAD,
            ("STT", "Đơn vị", "Hội viên", "Tổng thu", "Tổng chi"),
            *[
                (n, unit, 9, money, money)
                for n, (unit, money) in enumerate(zip(UNITS, _MONEY, strict=True), 1)
            ],
        ]
    ),
    "signature": _signed(
        ("", "NGƯỜI LẬP BIỂU", "CHỦ TỊCH"),
        ("", "(Ký, họ tên)", "(Ký, ghi rõ họ và tên)"),
        (),
        ("", *NAMES[:2]),
    ),
    "signature_heading": _signed(("", "Người lập biểu"), ("", "Họ và tên"), (), ("", NAMES[0])),
    "signatures_in_one_column": _signed(
        *[
            ("", text)
            for pair in zip(("Người lập", "Kế toán", "Chủ tịch"), NAMES, strict=False)
            for text in pair
        ]
    ),
    "contact_in_title": sheet(
        [("Người lập biểu:", NAMES[0]), ("SĐT:", PHONES[0]), *HEAD, ("TT", "Số"), (1, 5)]
    ),
    "sheet_of_notes": sheet([("Ghi chú",), ("Không gửi họ tên, ngày sinh, số điện thoại của học sinh.",)]),
    "nothing": sheet([]),
    "marks_of_nothing_between": column("Số CCCD", COUNTS),
    "schools_of_a_kind": column("Trường học", _SCHOOLS),
    "heroic_mothers": column("Mẹ Việt Nam anh hùng", COUNTS),
    "office_in_address": column("Địa chỉ", [f"UBND xã Thử {number}" for number in range(6)]),
    "addresses_of_centres": column("Địa chỉ TTHTCĐ", [f"Thôn {number}, xã Mẫu" for number in range(6)]),
    "days_in_force": column("Ngày có hiệu lực", _FOUNDED),
    "investment": column("ĐT", (120_000_000, 35_123_000, 95_000_123, 6_000_000, 78_000_000, 120_123_456)),
    "offices_held": column("Chức vụ", ("Chủ tịch", "Phó Chủ tịch") * 3),
    "marks_of_classes": column("Tiếng Anh", ("Khá", "Tốt") * 3),
    "quarters": column("Kỳ", ("Quý I/2024", "Quý II/2024") * 3),
    "months": column("Tháng", [datetime.combine(date(2020 + year, 1, 1), time()) for year in range(6)]),
    "firms": column("Doanh nghiệp", [350_456_789 + 1_234_567 * number for number in range(6)]),
    "aid_to_parents": column("Mức hỗ trợ bố mẹ (đồng)", _HUNDREDS),
    "named_scholarships": column("Tên học bổng", _SCHOOLS),
    "label_over_bare_units": sheet(
        [
            ("Họ và tên người lập biểu", "", NAMES[0]),
            *HEAD,
            ("Đơn vị", "Hội viên"),
            *[(unit.split(" ", 1)[1], 3) for unit in UNITS],
        ]
    ),
    "placeholders": column("Số CCCD", ("-", "x", "không", "", "chưa có", "-")),
}
