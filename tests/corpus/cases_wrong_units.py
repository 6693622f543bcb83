"""Units that cannot be told, columns of personal data, and files that are no reports."""

import zipfile
from io import BytesIO

from khuyenhoc.domain.org_units import all_units, children
from tests.corpus import unit_names
from tests.corpus.case import REJECTED, Case, Made, Reading, Sent, rejected
from tests.corpus.edits import add_column, first_code
from tests.corpus.figures import SMALL
from tests.corpus.files import delimited, kept_file, xlsx
from tests.corpus.form import Form
from tests.corpus.kept import LOCKED
from tests.corpus.layout import draw
from tests.corpus.page import Page

KHANH_HOA_OLD = Form("legacy-56", "2024-Q2", elements=SMALL, total=None)
KHANH_HOA = Form("reform-56", "2025-Q3", elements=SMALL, units=15, total=None)
DONG_THAP = Form("legacy-87", "2024-Q1", elements=SMALL, total=None)

# Nobody has these names and numbers.
_PEOPLE = (
    "NGUYỄN VĂN THỬ",
    "TRẦN THỊ MẪU",
    "LÊ VĂN GIẢ",
    "PHẠM THỊ THỬ",
    "HOÀNG VĂN MẪU",
    "VŨ THỊ GIẢ",
    "ĐẶNG VĂN THỬ",
)
_PEOPLE_SMALL = tuple(name.title() for name in _PEOPLE) * 2


def _named(number: int, name: str) -> object:
    """Another name in one unit's row."""

    def edit(page: Page, reading: Reading) -> None:
        rejected(reading, page.put_name(first_code(page, number), name))

    return edit


def _all_names(page: Page, reading: Reading) -> None:
    """Every unit is of the wrong map: the first is named, the others may be."""
    cells = [page.name_cell(code) for code in page.unit_rows]
    rejected(reading, cells[0])
    reading.elsewhere = tuple(cells)


def _both_homonyms(page: Page, reading: Reading) -> None:
    """Cao Lãnh the city and Cao Lãnh the district, both without their type."""
    codes = [unit.code for unit in children("legacy-87") if unit.short_name == "Cao Lãnh"]
    rejected(reading, *(page.put_name(code, "Cao Lãnh") for code in codes))


def _repeated_in_other_words(page: Page, reading: Reading) -> None:
    name = unit_names.dotted(all_units()[f"legacy-{first_code(page, 1)}"], "2024-Q2")
    rejected(reading, page.put_name(first_code(page, 6), name.upper()))


def _without_name(page: Page, reading: Reading) -> None:
    code = first_code(page, 4)
    page.put(page.unit_rows[code], page.unit_column, None)
    rejected(reading, page.name_cell(code))


def _code_of_other_unit(page: Page, reading: Reading) -> None:
    """Code and name contradict each other."""
    code, other = first_code(page, 3), first_code(page, 9)
    page.put(page.unit_rows[code], 2, other)
    rejected(reading, f"{page.name_cell(code)}|{page.address(page.unit_rows[code], 2)}")
    reading.elsewhere = (page.name_cell(other),)


def _other_province() -> Made:
    """A report of Khánh Hòa sent for Nghệ An."""
    made = Sent(KHANH_HOA, province_id="reform-40")()
    rejected(made.reading)
    made.reading.province, made.reading.elsewhere = "40", ("*",)
    return made


def _title_against_units() -> Made:
    """The letterhead says Nghệ An, the communes are Khánh Hòa's."""
    made = Sent(KHANH_HOA.but(letterhead="HỘI KHUYẾN HỌC TỈNH NGHỆ AN"))()
    rejected(made.reading)
    made.reading.province, made.reading.elsewhere = None, ("*",)
    return made


def _old_names_in_new_quarter(form: Form, period: str) -> Sent:
    """The units of one map in a quarter of the other."""

    def edit(page: Page, reading: Reading) -> None:
        _all_names(page, reading)
        reading.province, reading.period = None, period

    title = (
        "BIỂU TỔNG HỢP SỐ LIỆU QUÝ III/2025" if period == "2025-Q3" else "BIỂU TỔNG HỢP SỐ LIỆU QUÝ II/2024"
    )
    return Sent(form.but(title=title), edit)


def _personal(heading: str, values: list[object]) -> Sent:
    """A column of personal data beside the figures."""

    def edit(page: Page, reading: Reading) -> None:
        rejected(reading, add_column(page, heading, values))

    return Sent(KHANH_HOA_OLD, edit)


def _two_personal(page: Page, reading: Reading) -> None:
    cells = [
        add_column(page, "Họ và tên Chủ tịch Hội", list(_PEOPLE)),
        add_column(page, "Số điện thoại", ["0000000000"] * 9),
    ]
    rejected(reading, *cells)


def _list_of_people(*, hidden: bool) -> Made:
    """A list of officers on a second sheet."""
    people = Page("Danh sach BCH", is_hidden=hidden)
    headings = ("TT", "Họ và tên", "Chức vụ", "Năm sinh", "Số CCCD")
    for column, text in enumerate(headings, 1):
        people.put(3, column, text)
    for row, name in enumerate(_PEOPLE, 4):
        for column, value in enumerate((row - 3, name, "Ủy viên", 1900, "000000000000"), 1):
            people.put(row, column, value)
    made = Sent(KHANH_HOA_OLD, after=(people,))()
    rejected(made.reading, people.address(3, 2), people.address(3, 5))
    made.reading.elsewhere = (people.address(3, 4),)
    return made


def _file(content: bytes, name: str, cell: str = "") -> Made:
    """Not a report: an error on the file or a sheet as a whole."""
    return Made(content, Reading((REJECTED,), findings=(("error", cell),)), name)


def _document() -> bytes:
    """The shell of a Word document."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), '<?xml version="1.0"?><Types/>')
        archive.writestr(zipfile.ZipInfo("word/document.xml"), '<?xml version="1.0"?><document/>')
    return stream.getvalue()


def _letter() -> bytes:
    """A letter typed into Excel, without any table."""
    page = Page("Sheet1")
    lines = (
        *("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA", "Số: 15/CV-HKH", "V/v nộp báo cáo quý III/2025"),
        *("Kính gửi: Hội Khuyến học các xã, phường", "Đề nghị các đơn vị gửi báo cáo trước ngày 30/9/2025."),
    )
    for row, line in enumerate(lines, 1):
        page.put(row, 1, line)
    return xlsx(page)


def _shopping() -> Page:
    """A table, but of nothing that associations report."""
    page = Page("Sheet1")
    for row, line in enumerate(
        (("STT", "Tên hàng", "Số lượng", "Đơn giá"), (1, "Bút bi", 200, 4_000), (2, "Vở", 500, 9_000))
    ):
        for column, value in enumerate(line, 1):
            page.put(row + 2, column, value)
    return page


_HTML = "<html><body><table><tr><td>Đơn vị</td><td>Tổng số hội viên</td></tr></table></body></html>".encode()


def _letters_lost() -> Made:
    """Saved as plain CSV: every letter outside the code page has become a question mark."""
    made = Sent(KHANH_HOA_OLD, write=_as_plain_csv, file_name="bao cao.csv")()
    rejected(made.reading)
    made.reading.elsewhere = ("*",)
    return made


def _as_plain_csv(page: Page) -> bytes:
    return delimited(page, ",", lambda text: text.encode("cp1252", errors="replace"))


_IDENTITY = [1_000_000_001 + 37 * number for number in range(9)]

CASES = (
    Case("wrong_unknown_unit", Sent(KHANH_HOA_OLD, _named(4, "Huyện Vạn Thọ"))),
    Case("wrong_unit_of_another_province", Sent(KHANH_HOA_OLD, _named(2, "Huyện Quỳ Hợp"))),
    Case("wrong_unit_twice", Sent(KHANH_HOA_OLD, _named(5, "Thành phố Nha Trang"))),
    Case("wrong_unit_twice_in_other_words", Sent(KHANH_HOA_OLD, _repeated_in_other_words)),
    Case(
        "wrong_commune_twice",
        Sent(KHANH_HOA.but(naming=unit_names.dotted), _named(9, "phường Bắc Nha Trang")),
    ),
    Case("wrong_homonyms_without_type", Sent(DONG_THAP, _both_homonyms)),
    Case("wrong_row_without_name", Sent(KHANH_HOA_OLD, _without_name)),
    Case("wrong_code_of_another_unit", Sent(KHANH_HOA.but(code=lambda unit: unit.code), _code_of_other_unit)),
    Case("wrong_district_in_new_quarter", Sent(KHANH_HOA, _named(7, "Huyện Diên Khánh"))),
    Case("wrong_all_districts_in_new_quarter", _old_names_in_new_quarter(KHANH_HOA_OLD, "2025-Q3")),
    Case(
        "wrong_new_communes_in_old_quarter",
        _old_names_in_new_quarter(KHANH_HOA.but(units=children("reform-56")[18:40]), "2024-Q2"),
    ),
    Case("wrong_town_in_a_quarter_of_districts", Sent(KHANH_HOA_OLD, _named(7, "TT. Diên Khánh"))),
    Case("wrong_old_commune_in_a_quarter_of_districts", Sent(KHANH_HOA_OLD, _named(3, "Xã Suối Tân"))),
    Case("wrong_report_of_another_province_than_chosen", _other_province),
    Case("wrong_letterhead_of_another_province", _title_against_units),
    Case("wrong_personal_names_by_heading", _personal("Họ và tên Chủ tịch", list(_PEOPLE))),
    Case("wrong_personal_names_in_small_letters", _personal("Họ tên cán bộ phụ trách", list(_PEOPLE_SMALL))),
    Case("wrong_personal_names_by_values", _personal("Người phụ trách", list(_PEOPLE_SMALL[:9]))),
    Case("wrong_personal_phone_numbers", _personal("SĐT", ["0000000000"] * 9)),
    Case("wrong_personal_identity_by_heading", _personal("Số CCCD", ["000000000000"] * 9)),
    Case("wrong_personal_identity_numbers_by_values", _personal("Mã số", _IDENTITY)),
    Case("wrong_personal_birth_dates", _personal("Ngày sinh", ["01/01/1900"] * 9)),
    Case("wrong_personal_two_columns", Sent(KHANH_HOA_OLD, _two_personal)),
    Case("wrong_personal_list_on_second_sheet", lambda: _list_of_people(hidden=False)),
    Case("wrong_personal_list_on_hidden_sheet", lambda: _list_of_people(hidden=True)),
    Case("wrong_empty_file", lambda: _file(b"", "bao cao.xlsx")),
    Case("wrong_empty_sheet", lambda: _file(xlsx(Page("Sheet1")), "bao cao.xlsx")),
    Case("wrong_letter_without_table", lambda: _file(_letter(), "cong van.xlsx")),
    Case(
        "wrong_table_of_other_things",
        lambda: _file(xlsx(_shopping()), "mua sam.xlsx", cell="|Sheet1|Sheet1!A2"),
    ),
    Case("wrong_letters_lost_in_csv", _letters_lost),
    Case("wrong_pdf", lambda: _file(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", "bao cao.xlsx")),
    Case("wrong_word_document", lambda: _file(_document(), "bao cao.docx")),
    Case("wrong_web_page_named_xls", lambda: _file(_HTML, "bao cao.xls")),
    Case("wrong_workbook_cut_short", lambda: _file(xlsx(draw(KHANH_HOA_OLD))[:4_000], "bao cao.xlsx")),
    Case("wrong_password_protected", lambda: _file(kept_file(LOCKED), "bao cao.xlsx")),
)
