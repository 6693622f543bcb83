"""Pages to bytes: workbooks as Excel and other programs write them, and delimited text."""

import csv
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.styles import Font

from tests.corpus.page import Formula, Page, Rich, Shown

KEPT_FILES = Path(__file__).with_name("files")
_MADE_ON = datetime(2025, 1, 2, 8, 0, 0)  # noqa: DTZ001 - Excel knows no time zones
# The head of a compound file; what follows is not looked at, as macros are never run.
_MACROS = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1528)


def xlsx(*pages: Page, macros: bool = False, properties: dict[str, str] | None = None) -> bytes:
    """A workbook as Excel writes it, formulas with their values.

    Args:
        macros: put a macro project in it, as .xlsm files have.
        properties: title and author of the document.
    """
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": _MADE_ON, **(properties or {})})
    for page in pages:
        _write_sheet(book, page)
    shown = next(
        (sheet for sheet, page in zip(book.worksheets(), pages, strict=True) if not page.is_hidden), None
    )
    if shown:
        shown.activate()
        shown.set_first_sheet()
    if macros:
        book.add_vba_project(BytesIO(_MACROS), is_stream=True)
    book.close()
    return stream.getvalue()


def _write_sheet(book: xlsxwriter.Workbook, page: Page) -> None:
    sheet = book.add_worksheet(page.name)
    usual = book.add_format({"font_name": page.font} if page.font else {})
    for (row, column), value in page.cells.items():
        _write_cell(book, sheet, row - 1, column - 1, value, usual)
    for first_row, first_column, last_row, last_column in page.merged:
        content = page.cells.get((first_row, first_column), "")
        area = (first_row - 1, first_column - 1, last_row - 1, last_column - 1)
        sheet.merge_range(*area, "", usual)
        _write_cell(book, sheet, first_row - 1, first_column - 1, content, usual)
    for row in page.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in page.hidden_columns:
        sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    if page.is_hidden:
        sheet.hide()


def _write_cell(book: object, sheet: object, row: int, column: int, value: object, usual: object) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, usual, value.kept if value.kept is not None else "")
    elif isinstance(value, Shown):
        sheet.write_number(row, column, value.value, book.add_format({"num_format": value.number_format}))
    elif isinstance(value, Rich):
        bold = book.add_format({"bold": True})
        parts = [
            part
            for index, text in enumerate(value.parts)
            for part in ((text,) if index % 2 else (bold, text))
        ]
        sheet.write_rich_string(row, column, *parts)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, column, value, book.add_format({"num_format": "dd/mm"}))
    elif isinstance(value, str):
        sheet.write_string(row, column, value, usual)
    else:
        sheet.write(row, column, value, usual)


def xlsx_by_another_program(*pages: Page) -> bytes:
    """A workbook as openpyxl writes it: formulas without values, other parts and styles."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for (row, column), value in page.cells.items():
            cell = sheet.cell(row, column, value.text if isinstance(value, Formula) else value)
            if page.font:
                cell.font = Font(name=page.font)
        for first_row, first_column, last_row, last_column in page.merged:
            sheet.merge_cells(None, first_row, first_column, last_row, last_column)
        sheet.sheet_state = "hidden" if page.is_hidden else "visible"
    book.properties.created = book.properties.modified = _MADE_ON
    stream = BytesIO()
    book.save(stream)
    return on_the_same_day(stream)


def on_the_same_day(stream: BytesIO) -> bytes:
    """The workbook without the moment of its making, so that each run makes the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+Z", _MADE_ON.isoformat().encode() + b"Z", content)
            new.writestr(zipfile.ZipInfo(entry.filename), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def delimited(page: Page, delimiter: str, encode: Callable[[str], bytes], *, line_end: str = "\r\n") -> bytes:
    """A sheet saved as text; numbers as a Vietnamese Excel shows them in cells without format."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([_as_text(value) for value in row] for row in page.rows())
    return encode(stream.getvalue())


def _as_text(value: object) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def retyped(page: Page, change: Callable[[str], str], font: str | None = None) -> Page:
    """The page with every text changed, as typed in another font."""
    for place, value in page.cells.items():
        if isinstance(value, str):
            page.cells[place] = change(value)
    page.font = font
    return page


def kept_file(name: str) -> bytes:
    """A file that LibreOffice made once (see `make_files.py`)."""
    return (KEPT_FILES / name).read_bytes()
