"""Files that keep every limit of the guard and still make the reading of them slow.

They need no malice: a program that merges the cells of every row writes such a file, or a sheet of prose.
"""

import io
import random
from collections.abc import Callable, Iterator

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_TITLE = ("HỘI KHUYẾN HỌC TỈNH KHÁNH HÒA", "BIỂU TỔNG HỢP SỐ LIỆU QUÝ III/2025")
_HEADINGS = ("STT", "Đơn vị", "Dân số", "Tổng số hội viên")
_FIRST_ROW = 4


def laborious_files() -> Iterator[tuple[str, bytes]]:
    """Label and content of each .xlsx; whatever the answer, it should come soon."""
    for fill in (_unknown_names, _merged_rows, _repeated_headers, _sheet_of_texts, _sheet_of_headings):
        yield fill.__name__.removeprefix("_"), _workbook(fill)
    yield "densest_sheet", densest_sheet()


def densest_sheet() -> bytes:
    """Nearly 500,000 cells in nearly 20 MB: texts that pack badly, just below what the guard lets in."""
    return _workbook(_random_texts)


def _workbook(fill: Callable[[Worksheet], None]) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        fill(workbook.add_worksheet("Bieu 01"))
    return buffer.getvalue()


def _write_head(sheet: Worksheet) -> None:
    sheet.write_column(0, 0, _TITLE)
    sheet.write_row(_FIRST_ROW - 1, 0, _HEADINGS)


def _unknown_names(sheet: Worksheet) -> None:
    _write_head(sheet)
    for row in range(50_000):
        sheet.write_row(_FIRST_ROW + row, 0, [row + 1, f"Xã Lạ Lùng {row}", 100, 5])


def _merged_rows(sheet: Worksheet) -> None:
    _write_head(sheet)
    for row in range(_FIRST_ROW, 20_000):
        sheet.merge_range(row, 0, row, 1, f"Xã {row}")
        sheet.write_row(row, 2, [100, 5])


def _repeated_headers(sheet: Worksheet) -> None:
    for row in range(20_000):
        sheet.write_row(row, 0, _HEADINGS)


def _sheet_of_texts(sheet: Worksheet) -> None:
    """Sixty columns of text where figures belong."""
    draw = random.Random(1)  # noqa: S311 - test data, not a secret
    _write_head(sheet)
    for row in range(5_000):
        texts = [f"{draw.randint(0, 10**9)}.abc" for _ in range(60)]
        sheet.write_row(_FIRST_ROW + row, 0, [row + 1, f"Xã Lạ {row}", *texts])


def _sheet_of_headings(sheet: Worksheet) -> None:
    """Every cell reads like a heading, and no two are the same."""
    for row in range(150):
        sheet.write_row(row, 0, [f"hội viên quỹ gia đình {row}.{column}" for column in range(390)])


def _random_texts(sheet: Worksheet) -> None:
    draw = random.Random(1)  # noqa: S311 - test data, not a secret
    for row in range(8_000):
        sheet.write_row(row, 0, [draw.randbytes(28).hex() for _ in range(62)])
