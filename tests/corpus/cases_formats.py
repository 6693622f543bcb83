"""File formats, delimited text in several encodings, and text typed in fonts from before Unicode."""

import re
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

from tests.corpus import typed, unit_names
from tests.corpus.case import EITHER, Case, Made, Reading, Sent, reading_of
from tests.corpus.figures import BASE, SMALL
from tests.corpus.files import delimited, kept_file, retyped, xlsx, xlsx_by_another_program
from tests.corpus.form import NGHIN, TRIEU, Form, Group, Total
from tests.corpus.kept import GOOD, HAI_DUONG
from tests.corpus.old_fonts import to_cp1258, to_tcvn3, to_tcvn3_capitals_font, to_vni
from tests.corpus.page import Formula, Page
from tests.corpus.wording import SHORT, UPPER

AN_GIANG = Form("legacy-89", "2023", elements=BASE)
THANH_HOA = Form("legacy-38", "2024-Q1", elements=SMALL)
SON_LA = Form("legacy-14", "2023-Q2", elements=SMALL)
CAN_THO = Form("reform-92", "2025-Q3", elements=SMALL, units=24)
VUNG_TAU = Form("legacy-77", "2024-H1", elements=SMALL)

Encode = Callable[[str], bytes]


def _utf8(text: str) -> bytes:
    return text.encode()


def _utf8_with_mark(text: str) -> bytes:
    return text.encode("utf-8-sig")


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def _utf16_big(text: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be")


def _tcvn3_bytes(text: str) -> bytes:
    return to_tcvn3(text.replace("…", "...")).encode("latin-1")


def _vni_bytes(text: str) -> bytes:
    return to_vni(text.replace("…", "...")).encode("latin-1")


def _text(form: Form, delimiter: str, encode: Encode, name: str, **sent: object) -> Sent:
    """A sheet without merged cells, saved as text."""

    def write(page: Page) -> bytes:
        return delimited(page, delimiter, encode)

    return Sent(form.but(header="gaps"), write=write, file_name=name, **sent)


def _in_font(form: Form, change: Callable[[str], str], font: str, **sent: object) -> Sent:
    """A workbook typed in an old font throughout."""

    def write(*pages: Page) -> bytes:
        return xlsx(*(retyped(page, change, font) for page in pages))

    return Sent(form, write=write, **sent)


def _capitals_font_in_head(*pages: Page) -> bytes:
    """Letterhead, title and group headings in a capitals font, the rest in its small sister."""
    for page in pages:
        for place, value in page.cells.items():
            if isinstance(value, str):
                is_head = place[0] < page.heading_row and value.isupper()
                page.cells[place] = (to_tcvn3_capitals_font if is_head else to_tcvn3)(value)
        page.font = ".VnTime"
    return xlsx(*pages)


def _only_names_in_font(page: Page, reading: Reading) -> None:
    """Unit names pasted from an old file into a Unicode form."""
    for row in page.unit_rows.values():
        page.cells[row, page.unit_column] = to_tcvn3(str(page.cells[row, page.unit_column]))


def _misread(text: str) -> str:
    """UTF-8 that a program took for Windows-1252: `ÄÆ¡n vá»‹`."""
    return "".join(_one_byte(byte) for byte in text.encode())


def _one_byte(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _false_dimension(*pages: Page) -> bytes:
    """A workbook whose sheet says that only A1 is used."""
    source, target = BytesIO(xlsx(*pages)), BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)
            new.writestr(entry, content)
    return target.getvalue()


def _with_separator_line(page: Page) -> bytes:
    """`sep=;` in the first line, as Excel understands it."""
    return _utf8_with_mark("sep=;\r\n") + delimited(page, ";", _utf8)


def _uncalculated_totals(page: Page, reading: Reading) -> None:
    """The total is a formula that no Excel has calculated: units' figures are all there."""
    rows = sorted(page.unit_rows.values())
    for column in page.value_columns.values():
        letters = page.address(1, column).split("!")[1].rstrip("1")
        formula = f"=SUM({letters}{rows[0]}:{letters}{rows[-1]})"
        page.cells[page.total_row, column] = Formula(formula, None)


def _kept(name: str) -> Callable[[], Made]:
    """A file that LibreOffice made of forms."""
    forms, verdicts = GOOD[name].forms, GOOD[name].verdicts
    return lambda: Made(kept_file(name), reading_of(*forms, verdicts=verdicts), name)


_CSV = {
    "semicolon_utf8": (";", _utf8, "Thanh Hoa.csv"),
    "semicolon_utf8_with_mark": (";", _utf8_with_mark, "Thanh Hoa.csv"),
    "comma_utf8_with_mark": (",", _utf8_with_mark, "Thanh Hoa.csv"),
    "tab_utf16": ("\t", _utf16, "Thanh Hoa.txt"),
    "tab_utf16_big_endian": ("\t", _utf16_big, "Thanh Hoa.txt"),
    "tab_utf8": ("\t", _utf8, "Thanh Hoa.tsv"),
}
_CSV_OLD = {
    "semicolon_cp1258": (";", to_cp1258, "Thanh Hoa.csv"),
    "comma_tcvn3": (",", _tcvn3_bytes, "Thanh Hoa.csv"),
    "tab_vni": ("\t", _vni_bytes, "Thanh Hoa.txt"),
}

CASES = (
    Case(
        "xlsm_values_only_hai_duong",
        Sent(HAI_DUONG, write=partial(xlsx, macros=True), file_name="Hai Duong.xlsm"),
    ),
    Case("xlsx_named_xls_hai_duong", Sent(HAI_DUONG, file_name="Hai Duong.xls")),
    Case("xlsx_by_another_program_can_tho", Sent(CAN_THO, write=xlsx_by_another_program)),
    Case("xlsx_with_a_false_dimension_can_tho", Sent(CAN_THO, write=_false_dimension)),
    Case("xlsx_with_misread_utf8_son_la", _in_font(SON_LA, _misread, "Arial", verdicts=EITHER)),
    Case(
        "csv_with_separator_line_thanh_hoa",
        Sent(THANH_HOA, write=_with_separator_line, file_name="Thanh Hoa.csv"),
    ),
    Case(
        "xlsx_by_another_program_uncalculated_totals_son_la",
        Sent(SON_LA, _uncalculated_totals, write=xlsx_by_another_program, verdicts=EITHER),
    ),
    *(Case(f"{name.replace('.', '_')}_by_libreoffice", _kept(name)) for name in GOOD),
    *(Case(f"csv_{name}_thanh_hoa", _text(THANH_HOA, *how)) for name, how in _CSV.items()),
    *(
        Case(f"csv_{name}_thanh_hoa", _text(THANH_HOA, *how, verdicts=EITHER))
        for name, how in _CSV_OLD.items()
    ),
    Case(
        "csv_comma_numbers_with_commas_an_giang",
        _text(AN_GIANG.but(typing=typed.commas), ",", _utf8, "an giang.csv"),
    ),
    Case(
        "csv_comma_numbers_with_dots_and_rates_an_giang",
        _text(AN_GIANG.but(typing=typed.dots, rate=typed.rate_text), ",", _utf8_with_mark, "an giang.csv"),
    ),
    Case(
        "csv_semicolon_rates_with_decimal_comma_an_giang",
        _text(AN_GIANG.but(rate=typed.rate_number), ";", _utf8, "an giang.csv"),
    ),
    Case(
        "csv_tab_trieu_short_words_can_tho",
        _text(
            CAN_THO.but(factor=TRIEU, caption="ĐVT: triệu đồng", wording=SHORT, naming=unit_names.dotted),
            "\t",
            _utf8,
            "can tho.txt",
        ),
    ),
    Case(
        "csv_broken_lines_in_quotes_can_tho",
        _text(CAN_THO.but(naming=unit_names.broken_line), ";", _utf8_with_mark, "can tho.csv"),
    ),
    Case("tcvn3_workbook_an_giang", _in_font(AN_GIANG.but(rate=typed.rate_number), to_tcvn3, ".VnTime")),
    Case(
        "tcvn3_workbook_text_numbers_groups_son_la",
        _in_font(
            SON_LA.but(
                typing=typed.dots,
                total=Total("Tổng cộng", first=True),
                groups=(Group("I", "Vùng thấp", 5), Group("II", "Vùng cao", 7)),
            ),
            to_tcvn3,
            ".VnArial",
        ),
    ),
    Case(
        "tcvn3_capitals_font_in_head_thanh_hoa",
        Sent(THANH_HOA.but(wording=UPPER), write=_capitals_font_in_head),
    ),
    Case(
        "tcvn3_capitals_font_for_names_vung_tau",
        _in_font(VUNG_TAU.but(naming=unit_names.upper), to_tcvn3_capitals_font, ".VnTimeH"),
    ),
    Case("tcvn3_only_unit_names_thanh_hoa", Sent(THANH_HOA, _only_names_in_font)),
    Case(
        "tcvn3_abbreviated_vung_tau",
        _in_font(VUNG_TAU.but(wording=SHORT, naming=unit_names.dotted), to_tcvn3, ".VnTime"),
    ),
    Case("vni_workbook_an_giang", _in_font(AN_GIANG, to_vni, "VNI-Times")),
    Case(
        "vni_workbook_capitals_vung_tau",
        _in_font(VUNG_TAU.but(naming=unit_names.upper, wording=UPPER), to_vni, "VNI-Helve"),
    ),
    Case(
        "vni_workbook_nghin_text_son_la",
        _in_font(
            SON_LA.but(factor=NGHIN, caption="Đơn vị tính: nghìn đồng", typing=typed.dots),
            to_vni,
            "VNI-Times",
        ),
    ),
)
